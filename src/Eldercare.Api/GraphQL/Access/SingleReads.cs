using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>Fields that cost a read of their own each: a list of things with all of theirs is not for this contract.</summary>
internal static class SingleReads
{
    /// <summary>In one request, of all such fields together.</summary>
    public const int Most = 10;

    private const string Key = "eldercare.alone";

    /// <summary>Of such fields a request reads at most <see cref="Most"/>.</summary>
    public static T ReadAlone<T>(this T field)
        where T : IMetadataWriter
    {
        field.Metadata[Key] = true;
        return field;
    }

    public static bool Is(FieldType field) => field.GetMetadata(Key, defaultValue: false);

    /// <exception cref="ApiError">Too many in one request.</exception>
    public static void Count(IResolveFieldContext context)
    {
        var asked = context.Request().CountSingleRead();
        if (asked <= Most) return;
        var all = context.Schema.AllTypes.OfType<IObjectGraphType>().SelectMany(t => t.Fields).Where(Is).Select(f => f.Name).Distinct().Order(StringComparer.Ordinal).ToArray();
        throw ApiError.Limit(
            context.FieldDefinition.Name, Most, asked, new(
                $"以下字段一次请求合计最多读取{Most}个，这是第{asked}个：{string.Join("、", all)}。",
                $"of the fields {string.Join(", ", all)} a request reads at most {Most} together, and this is number {asked}."));
    }
}
