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
    public const int MaxFragments = 200;
    public const int MaxVariables = 100;
    public const int MaxValues = 5_000;
    public const int MaxName = 128;
    public const int MaxLine = 8 * 1024;

    /// <summary>Lists of the schema in each other: as many as the usual introspection asks for, and one more. Each multiplies the answer by ten.</summary>
    public const int MaxIntrospectionLists = 2;

    /// <summary>Fragments of fragments can stand for more than numbers hold.</summary>
    private const int Uncounted = 1_000_000;

    /// <summary>So deep may a walk go: through fragments a document nests deeper than the parser lets one selection.</summary>
    private const int DeepestWalk = 100;

    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Size> _sizes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private string? _circular;
    private int _level;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Size(int Fields, int Depth, int Aliases, int Directives, int Lists = 0)
    {
        public Size With(Size other) => new(
            Sum(Fields, other.Fields), Math.Max(Depth, other.Depth), Sum(Aliases, other.Aliases), Sum(Directives, other.Directives), Math.Max(Lists, other.Lists));

        private static int Sum(int a, int b) => Math.Min(a + b, Uncounted);
    }

    /// <summary>
    /// Null when no line is too long. The parser draws where a line is wrong, a character at a time on a text of its own each: 64 KiB on one line that end wrongly
    /// took it 4 seconds and 3.6 GB.
    /// </summary>
    public static ApiError? CheckLines(string text)
    {
        for (var from = 0; from < text.Length;)
        {
            var length = text.AsSpan(from).IndexOfAny('\r', '\n');
            if (length < 0) length = text.Length - from;
            if (length > MaxLine) return ApiError.Limit("line", MaxLine, length, new(
                $"一行最多{MaxLine}个字符，这行有{length}个；长文本请放入变量。",
                $"a line has at most {MaxLine} characters, and this one {length}. Long texts go into variables."));
            from += length + 1;
        }

        return null;
    }

    /// <summary>Null when the document is within bounds; else what it exceeds. Fragments count wherever they are spread.</summary>
    public static ApiError? Check(GraphQLDocument document) => Check(document, WrittenCount.Of(document));

    /// <param name="document">Parsed.</param>
    /// <param name="written">What stands in it.</param>
    internal static ApiError? Check(GraphQLDocument document, WrittenCount written)
    {
        if (written.Defines) return NotValid("A document has operations and fragments, and nothing else.");
        // What is written is never less than what it stands for but where nobody spreads it: that is work for validation all the same.
        return Written(written) ?? new DocumentLimits().Spread(document, written);
    }

    private static ApiError? Written(WrittenCount written) => written switch
    {
        { Fragments: > MaxFragments } => Exceeds("fragments", MaxFragments, written.Fragments),
        { Variables: > MaxVariables } => Exceeds("variables", MaxVariables, written.Variables),
        { Values: > MaxValues } => Exceeds("values", MaxValues, written.Values),
        { LongestName: > MaxName } => ApiError.Limit(
            "name", MaxName, written.LongestName, new(
                $"名称最多{MaxName}个字符，这个有{written.LongestName}个。",
                $"a name has at most {MaxName} characters, and this one {written.LongestName}.")),
        _ => null,
    };

    private ApiError? Spread(GraphQLDocument document, WrittenCount written)
    {
        var (operations, total) = (0, default(Size));
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment) _fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
        }

        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case GraphQLOperationDefinition operation:
                    operations++;
                    total = total.With(Of(operation.SelectionSet)).With(new(0, 0, 0, operation.Directives?.Count ?? 0));
                    break;
                case GraphQLFragmentDefinition fragment:
                    OfFragment(fragment.FragmentName.Name.StringValue);
                    break;
            }
        }

        // A fragment nobody spreads is work for validation all the same.
        foreach (var size in _sizes.Values) total = total with { Fields = Math.Max(total.Fields, size.Fields), Depth = Math.Max(total.Depth, size.Depth) };
        var (fields, directives) = (Math.Max(total.Fields, written.Fields), Math.Max(total.Directives, written.Directives));
        return (operations, total) switch
        {
            // Whoever walks a circle does not come back: nothing else looks at this document.
            _ when _circular is not null => NotValid($"The fragment {_circular} spreads itself, perhaps by way of others."),
            ( > MaxOperations, _) => Exceeds("operations", MaxOperations, operations),
            _ when fields > MaxFields => Exceeds("fields", MaxFields, fields),
            (_, { Depth: > MaxDepth }) => Exceeds("levels", MaxDepth, total.Depth),
            (_, { Aliases: > MaxAliases }) => Exceeds("aliases", MaxAliases, total.Aliases),
            (_, { Lists: > MaxIntrospectionLists }) when written.Introspects => ApiError.Limit(
                "introspection", MaxIntrospectionLists, total.Lists,
                new(
                    $"查询接口结构时列表最多嵌套{MaxIntrospectionLists}层，这里有{total.Lists}层。",
                    $"lists of the schema stand in each other at most {MaxIntrospectionLists} deep, and here {total.Lists}.")),
            _ when directives > MaxDirectives => Exceeds("directives", MaxDirectives, directives),
            _ => null,
        };
    }

    private static ApiError NotValid(string message) => new(ApiError.NotValidCode, new(message, message));

    private static ApiError Exceeds(string what, int most, int asked) => ApiError.Limit(
        what, most, asked, asked >= Uncounted ? Counted(most, $"至少{Uncounted}", $"{Uncounted} or more") : Counted(most, $"{asked}", $"{asked}"));

    /// <param name="most">How many are allowed.</param>
    /// <param name="zh">How many there are.</param>
    /// <param name="en">Likewise.</param>
    internal static Words Counted(int most, string zh, string en) => new($"一个查询最多{most}，这个有{zh}。", $"a document has at most {most}, and this one {en}.");

    private Size Of(GraphQLSelectionSet? selections)
    {
        if (selections is null) return default;
        if (_level >= DeepestWalk) return new(0, Uncounted, 0, 0);
        _level++;
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

        _level--;
        return total;
    }

    private Size OfField(GraphQLField field)
    {
        var inner = Of(field.SelectionSet);
        var lists = field.Name.Value.Span is "fields" or "inputFields" or "interfaces" or "possibleTypes" ? 1 : 0;
        return (inner with { Depth = inner.Depth + 1, Lists = inner.Lists + lists }).With(new(1, 0, field.Alias is null ? 0 : 1, field.Directives?.Count ?? 0));
    }

    private Size OfFragment(string name)
    {
        if (_sizes.TryGetValue(name, out var known)) return known;
        if (!_fragments.TryGetValue(name, out var fragment)) return default;
        if (!_open.Add(name))
        {
            _circular ??= name.Length > MaxName ? name[..MaxName] : name;
            return default;
        }

        var size = Of(fragment.SelectionSet);
        _open.Remove(name);
        return _sizes[name] = size;
    }
}
