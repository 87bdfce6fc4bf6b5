using System.Runtime.InteropServices;
using GraphQLParser;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>
/// Bounds on what a document asks for, checked before validation: comparing the fields of a large document with each other takes
/// time that grows with the square of their number.
/// </summary>
public sealed class DocumentLimits
{
    public const int MaxCharacters = 64 * 1024;
    public const int MaxFields = 2_000;
    public const int MaxDepth = 15;
    public const int MaxAliases = 50;
    public const int MaxDirectives = 50;
    public const int MaxOperations = 20;

    /// <summary>Fragments of fragments can stand for more than numbers hold.</summary>
    private const int Uncounted = 1_000_000;

    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Size> _sizes = new(StringComparer.Ordinal);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Size(int Fields, int Depth, int Aliases, int Directives)
    {
        public Size With(Size other) => new(
            Sum(Fields, other.Fields), Math.Max(Depth, other.Depth), Sum(Aliases, other.Aliases), Sum(Directives, other.Directives));

        private static int Sum(int a, int b) => Math.Min(a + b, Uncounted);
    }

    /// <summary>Null when the document is within bounds; else what it exceeds. Fragments count wherever they are spread.</summary>
    public static ApiError? Check(GraphQLDocument document)
    {
        var limits = new DocumentLimits();
        var (operations, total) = (0, default(Size));
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment) limits._fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
        }

        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case GraphQLOperationDefinition operation:
                    operations++;
                    total = total.With(limits.Of(operation.SelectionSet)).With(new(0, 0, 0, operation.Directives?.Count ?? 0));
                    break;
                case GraphQLFragmentDefinition fragment:
                    limits.OfFragment(fragment.FragmentName.Name.StringValue);
                    break;
            }
        }

        // A fragment nobody spreads is work for validation all the same.
        foreach (var size in limits._sizes.Values) total = total with { Fields = Math.Max(total.Fields, size.Fields), Depth = Math.Max(total.Depth, size.Depth) };
        return (operations, total) switch
        {
            ( > MaxOperations, _) => Exceeds("operations", MaxOperations, operations),
            (_, { Fields: > MaxFields }) => Exceeds("fields", MaxFields, total.Fields),
            (_, { Depth: > MaxDepth }) => Exceeds("levels", MaxDepth, total.Depth),
            (_, { Aliases: > MaxAliases }) => Exceeds("aliases", MaxAliases, total.Aliases),
            (_, { Directives: > MaxDirectives }) => Exceeds("directives", MaxDirectives, total.Directives),
            _ => null,
        };
    }

    private static ApiError Exceeds(string what, int most, int asked) => ApiError.Limit(
        what, most, asked, asked >= Uncounted ? Counted(most, $"至少{Uncounted}", $"{Uncounted} or more") : Counted(most, $"{asked}", $"{asked}"));

    /// <param name="most">How many are allowed.</param>
    /// <param name="zh">How many there are.</param>
    /// <param name="en">Likewise.</param>
    internal static Words Counted(int most, string zh, string en) => new($"一个查询最多{most}，这个有{zh}。", $"a document has at most {most}, and this one {en}.");

    private Size Of(GraphQLSelectionSet? selections)
    {
        if (selections is null) return default;
        var total = default(Size);
        foreach (var selection in selections.Selections)
        {
            total = total.With(selection switch
            {
                GraphQLField field => OfField(field),
                GraphQLInlineFragment inline => Of(inline.SelectionSet).With(new(0, 0, 0, inline.Directives?.Count ?? 0)),
                GraphQLFragmentSpread spread => OfFragment(spread.FragmentName.Name.StringValue)
                    .With(new(1, 0, 0, spread.Directives?.Count ?? 0)),
                _ => default,
            });
        }

        return total;
    }

    private Size OfField(GraphQLField field)
    {
        var inner = Of(field.SelectionSet);
        return (inner with { Depth = inner.Depth + 1 }).With(new(1, 0, field.Alias is null ? 0 : 1, field.Directives?.Count ?? 0));
    }

    private Size OfFragment(string name)
    {
        if (_sizes.TryGetValue(name, out var known)) return known;
        _sizes[name] = default; // A fragment that spreads itself counts once; validation refuses it.
        return _sizes[name] = _fragments.TryGetValue(name, out var fragment) ? Of(fragment.SelectionSet) : default;
    }
}
