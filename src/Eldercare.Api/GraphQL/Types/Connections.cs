using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Eldercare.Api.GraphQL.Access;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Builders;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>A page of a list in the Relay form.</summary>
public sealed record Connection(IReadOnlyList<Edge> Edges, bool HasNextPage, bool HasPreviousPage);

public sealed record Edge(string Cursor, object Node);

public sealed class PageInfoType : ObjectGraphType<Connection>
{
    public PageInfoType()
    {
        Name = "PageInfo";
        Description = "Where a page lies in its list (Relay).";
        this.AsParent();
        this.Has<Connection, BooleanGraphType>("hasNextPage", "More behind this page.", c => c.HasNextPage);
        this.Has<Connection, BooleanGraphType>("hasPreviousPage", "More in front of this page.", c => c.HasPreviousPage);
        this.May<Connection, StringGraphType>("startCursor", "Of the first edge.", c => c.Edges.Count > 0 ? c.Edges[0].Cursor : null);
        this.May<Connection, StringGraphType>("endCursor", "Of the last edge.", c => c.Edges.Count > 0 ? c.Edges[^1].Cursor : null);
    }
}

public sealed class EdgeOf<TNode> : ObjectGraphType<Edge>
    where TNode : IGraphType
{
    public EdgeOf()
    {
        Name = $"{Connections.NameOf<TNode>()}Edge";
        Description = "One place in the list.";
        this.AsParent();
        this.Text("cursor", "For `after` and `before`.", e => e.Cursor);
        this.Has<Edge, TNode>("node", "What stands there.", e => e.Node);
    }
}

public sealed class ConnectionOf<TNode> : ObjectGraphType<Connection>
    where TNode : IGraphType
{
    public ConnectionOf()
    {
        Name = $"{Connections.NameOf<TNode>()}Connection";
        Description = "A page of the list (Relay).";
        this.AsParent();
        this.Has<Connection, ListGraphType<NonNullGraphType<EdgeOf<TNode>>>>("edges", "In list order.", c => c.Edges);
        this.Has<Connection, ListGraphType<NonNullGraphType<TNode>>>(
            "nodes", "The edges' nodes.", c => c.Edges.Select(e => e.Node).ToArray());
        this.Has<Connection, PageInfoType>("pageInfo", "Where the page lies.", c => c);
    }
}

public static class Connections
{
    private const int Most = 100;
    internal const int Usual = 20;
    private const int MostCursor = 4_096;
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string NameOf<TNode>() => typeof(TNode).Name.EndsWith("Type", StringComparison.Ordinal)
        ? typeof(TNode).Name[..^4]
        : typeof(TNode).Name;

    /// <summary>Adds the four paging arguments.</summary>
    public static FieldBuilder<TSource, TReturn> Paged<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field) => field
        .Argument<IntGraphType>("first", $"How many from the start of the range, 1 to {Most}; {Usual} when neither is given.", Count)
        .Argument<StringGraphType>("after", "Only what stands behind this cursor.", Cursor)
        .Argument<IntGraphType>("last", $"How many from the end of the range, 1 to {Most}.", Count)
        .Argument<StringGraphType>("before", "Only what stands in front of this cursor.", Cursor)
        .ValidateArguments(context =>
        {
            if (context.GetArgument<int?>("first") is not null && context.GetArgument<int?>("last") is not null)
                context.ReportError(new("Ask for `first` or `last`, not both."));
        });

    public static Slice<Guid> IdSlice(this IResolveFieldContext context) =>
        Slice(context, text => Guid.TryParse(text, out var id) ? id : throw BadCursor());

    public static Slice<long> NumberSlice(this IResolveFieldContext context) => Slice(
        context, text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw BadCursor());

    public static Connection Connect<TRow, TKey>(this Page<TRow> page, Slice<TKey> slice, Func<TRow, TKey> key)
        where TRow : class
        where TKey : struct => new(
            [.. page.Rows.Select((row, i) => new Edge(Encode(key(row).ToString()!, page.PlaceOf(i)), row))],
            HasNextPage: slice.FromEnd ? slice.Before is not null : page.HasMore,
            HasPreviousPage: slice.FromEnd ? page.HasMore : slice.After is not null);

    private static Slice<TKey> Slice<TKey>(IResolveFieldContext context, Func<string, TKey> parse)
        where TKey : struct
    {
        var last = context.GetArgument<int?>("last");
        var ((after, behind), (before, front)) = (Mark("after"), Mark("before"));
        return new Slice<TKey>(
            last ?? context.GetArgument<int?>("first") ?? Usual, after, before, FromEnd: last is not null, behind, front);

        (TKey?, ImmutableArray<string>?) Mark(string name)
        {
            if (context.GetArgument<string?>(name) is not { } cursor) return (null, null);
            var parts = Decode(cursor);
            return (parse(parts[0]), parts.Length > 1 ? [.. parts.Skip(1)] : null);
        }
    }

    private static void Count(QueryArgument argument) => argument.Validator = value =>
    {
        if (value is not (int and >= 1 and <= Most)) throw new BadValueException($"一页为1至{Most}条，不能是{value}条。", $"A page has 1 to {Most} entries, and {value} are asked for.");
    };

    private static void Cursor(QueryArgument argument) => argument.Validator = value => Decode((string)value);

    /// <summary>A row's key, and where it stood in the list: reading goes on from there though the row moves or goes.</summary>
    private static string Encode(string key, ImmutableArray<string>? place) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([key, .. place ?? []], s_json));

    private static string[] Decode(string cursor)
    {
        if (cursor.Length > MostCursor || !Base64Url.IsValid(cursor)) throw BadCursor();
        try
        {
            return JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor), s_json) is { Length: > 0 } parts && parts.All(IsText) ? parts : throw BadCursor();
        }
        catch (JsonException)
        {
            throw BadCursor();
        }

        // PostgreSQL takes no text with a zero in it.
        static bool IsText(string? part) => part?.Contains('\0', StringComparison.Ordinal) == false;
    }

    private static ApiError BadCursor() => ApiError.BadInput("这不是本列表的游标，请从头查询。", "This is not a cursor of this list.");
}
