using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>
/// What fields cost, declared at them (after IBM's directives <c>@cost</c> and <c>@listSize</c>). A unit is about a value of the answer. What declares
/// nothing costs 1; a query 10, for it reads; a mutation 50; what is read alone (<see cref="SingleReads"/>) 100. Fields under a list count as often as it has
/// entries: of a page as many as are asked for, of another list as many as it declares, else <see cref="UsualSize"/>.
/// </summary>
public static class Costs
{
    public const int OfQuery = 10, OfMutation = 50, OfReadAlone = 100;

    /// <summary>Entries of a list that does not say how many it has.</summary>
    public const int UsualSize = 10;

    /// <summary>Days of a month, for lists of days and of what happens on them.</summary>
    public const int Month = 31;

    private const string WeightKey = "eldercare.weight", SizeKey = "eldercare.size", SlicedByKey = "eldercare.sliced";

    /// <summary>The field costs so much each time it is answered.</summary>
    public static T Weighs<T>(this T field, int weight)
        where T : IMetadataWriter => Put(field, WeightKey, weight);

    /// <summary>The list has about so many entries.</summary>
    public static T Holds<T>(this T field, int entries)
        where T : IMetadataWriter => Put(field, SizeKey, entries);

    /// <summary>The list has as many entries as the argument says, or has itself when it is a list; when it is not given, as many as the field holds.</summary>
    public static T SizedBy<T>(this T field, string argument)
        where T : IMetadataWriter => Put(field, SlicedByKey, argument);

    internal static int WeightOf(FieldType field, bool query, bool mutation) =>
        field.GetMetadata<int?>(WeightKey) ?? (SingleReads.Is(field) ? OfReadAlone : query ? OfQuery : mutation ? OfMutation : 1);

    internal static int SizeOf(FieldType field) => field.GetMetadata<int?>(SizeKey) ?? UsualSize;

    internal static string? SizedBy(FieldType field) => field.GetMetadata<string?>(SlicedByKey);

    private static T Put<T>(T element, string key, object value)
        where T : IMetadataWriter
    {
        element.Metadata[key] = value;
        return element;
    }
}
