using System.Collections;
using System.Globalization;
using Eldercare.Api.GraphQL.Access;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>What a request costs, and the field of it that costs most.</summary>
/// <param name="Units">As <see cref="Costs"/> has them; never more than <see cref="Most"/>.</param>
/// <param name="Dearest">The root field, by its name; null of a request that costs nothing.</param>
/// <param name="ByVariables">Whether other variables would make it another sum.</param>
public readonly record struct RequestCost(int Units, string? Dearest, bool ByVariables)
{
    public const int Most = 1_000_000_000;

    /// <summary>Null when it is within the budget.</summary>
    public ApiError? Against(int budget) => Units <= budget
        ? null
        : (ApiError)ApiError.Limit("cost", budget, Units, new(
                $"一次请求的开销最多{budget}，这次为{Units}，其中以 {Dearest} 最多。请缩短分页或减少嵌套的列表。",
                $"a request costs at most {budget}, and this one {Units}: most of it {Dearest}. Ask for shorter pages or fewer lists in each other."))
            .AddExtension("dearest", Dearest);
}

/// <summary>
/// What a document will cost, computed before it is run from the document, the schema and the variables. A document that is not valid gets some
/// number too: validation comes later. Its work is bounded by <see cref="DocumentLimits"/>, which the document has passed.
/// </summary>
public sealed class CostAnalysis
{
    private readonly ISchema _schema;
    private readonly GraphQLOperationDefinition _operation;
    private readonly Inputs? _variables;
    private readonly Dictionary<string, GraphQLFragmentDefinition> _fragments = new(StringComparer.Ordinal);
    private bool _byVariables;

    private CostAnalysis(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, Inputs? variables)
    {
        (_schema, _operation, _variables) = (schema, operation, variables);
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment) _fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment);
        }
    }

    public static RequestCost Of(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, Inputs? variables)
    {
        IObjectGraphType? root = operation.Operation switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query,
        };
        if (root is null) return default;
        var analysis = new CostAnalysis(schema, document, operation, variables);
        var (sum, dearest, most) = (0L, default(string), 0L);
        analysis.Each(operation.SelectionSet, root, pages: null, (field, cost) =>
        {
            sum += cost;
            if (cost > most) (most, dearest) = (cost, field);
        });
        return new RequestCost((int)Math.Min(sum, RequestCost.Most), dearest, analysis._byVariables);
    }

    /// <param name="selections">What is asked of the type.</param>
    /// <param name="type">Whose fields they are.</param>
    /// <param name="pages">Entries of the page that this is; null of anything else.</param>
    /// <param name="tell">Gets each field with what it and all under it cost.</param>
    private void Each(GraphQLSelectionSet? selections, IGraphType type, int? pages, Action<string, long> tell)
    {
        if (selections is null) return;
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case GraphQLField field when !IsLeftOut(field.Directives):
                    tell(field.Name.StringValue, Of(field, type, pages));
                    break;
                case GraphQLInlineFragment inline when !IsLeftOut(inline.Directives):
                    Each(inline.SelectionSet, TypeOf(inline.TypeCondition, type), pages, tell);
                    break;
                case GraphQLFragmentSpread spread when !IsLeftOut(spread.Directives) && _fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var fragment):
                    Each(fragment.SelectionSet, TypeOf(fragment.TypeCondition, type), pages, tell);
                    break;
            }
        }
    }

    private long Of(GraphQLField field, IGraphType type, int? pages)
    {
        var name = field.Name.Value;
        // The schema is at hand and its answers grow with how its lists stand in each other.
        if (name == "__schema" || name == "__type") return 1_000;
        if (name == "__typename" || (type as IComplexGraphType)?.Fields.Find(name) is not { } definition) return 0;
        var returned = definition.ResolvedType?.GetNamedType();
        var weight = Costs.WeightOf(definition, type == _schema.Query, type == _schema.Mutation);
        if (field.SelectionSet is null || returned is null) return weight;

        var isList = IsList(definition.ResolvedType);
        var isPage = !isList && definition.Arguments?.Find("first") is not null && definition.Arguments.Find("last") is not null;
        var within = 0L;
        Each(field.SelectionSet, returned, isPage ? PageOf(field) : null, (_, cost) => within = Math.Min(within + cost, RequestCost.Most));
        var times = !isList ? 1 : pages ?? SizeOf(definition, field);
        return Math.Min(weight + (times * within), RequestCost.Most);
    }

    private int PageOf(GraphQLField field) => Number(field, "first") ?? Number(field, "last") ?? Types.Connections.Usual;

    private int SizeOf(FieldType definition, GraphQLField field) =>
        (Costs.SizedBy(definition) is { } argument ? Number(field, argument) : null) ?? Costs.SizeOf(definition);

    /// <summary>The argument's number, or how many entries it has; null when it is not given or neither.</summary>
    private int? Number(GraphQLField field, string argument)
    {
        var value = field.Arguments?.Find(argument)?.Value;
        if (value is GraphQLVariable variable)
        {
            _byVariables = true;
            if (_variables is not null && _variables.TryGetValue(variable.Name.StringValue, out var given)) return Number(given);
            value = _operation.Variables?.Items.Find(v => v.Variable.Name.Value == variable.Name.Value)?.DefaultValue;
        }

        return value switch
        {
            GraphQLIntValue number => int.TryParse(number.Value.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? Math.Max(n, 0) : null,
            GraphQLListValue list => list.Values?.Count ?? 0,
            _ => null,
        };
    }

    private static int? Number(object? given) => given switch
    {
        int n => Math.Max(n, 0),
        string => null,
        ICollection entries => entries.Count,
        _ => null,
    };

    /// <summary>Whether <c>@skip</c> or <c>@include</c> leaves it out of this request.</summary>
    private bool IsLeftOut(GraphQLDirectives? directives)
    {
        foreach (var directive in directives?.Items ?? [])
        {
            var skips = directive.Name.Value == "skip";
            if (!skips && directive.Name.Value != "include") continue;
            if (Truth(directive.Arguments?.Find("if")?.Value) == skips) return true;
        }

        return false;
    }

    private bool? Truth(GraphQLValue? value)
    {
        if (value is GraphQLVariable variable)
        {
            _byVariables = true;
            if (_variables is not null && _variables.TryGetValue(variable.Name.StringValue, out var given)) return given as bool?;
            value = _operation.Variables?.Items.Find(v => v.Variable.Name.Value == variable.Name.Value)?.DefaultValue;
        }

        return value is GraphQLBooleanValue truth ? truth.BoolValue : null;
    }

    private IGraphType TypeOf(GraphQLTypeCondition? condition, IGraphType otherwise) =>
        condition is null ? otherwise : _schema.AllTypes[condition.Type.Name.Value] ?? otherwise;

    private static bool IsList(IGraphType? type) => type switch
    {
        NonNullGraphType { ResolvedType: { } inner } => IsList(inner),
        ListGraphType => true,
        _ => false,
    };
}
