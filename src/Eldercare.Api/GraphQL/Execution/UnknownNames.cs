using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>
/// How many names of a document the schema and the document do not know. Validation looks for what each might have meant, among hundreds of names and for
/// as many wrong ones as there are: a document that knows next to nothing of the schema is refused before.
/// </summary>
public sealed class UnknownNames
{
    public const int Most = 20;

    private readonly ISchema _schema;
    private readonly HashSet<string> _fragments;
    private int _count;
    private string? _first;

    private UnknownNames(ISchema schema, GraphQLDocument document)
    {
        _schema = schema;
        _fragments = [.. document.Definitions.OfType<GraphQLFragmentDefinition>().Select(f => f.FragmentName.Name.StringValue)];
    }

    /// <summary>Null when there are few; validation says which.</summary>
    public static ApiError? Check(ISchema schema, GraphQLDocument document)
    {
        var names = new UnknownNames(schema, document);
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case GraphQLOperationDefinition operation:
                    names.Each(operation.SelectionSet, operation.Operation switch
                    {
                        OperationType.Mutation => schema.Mutation,
                        OperationType.Subscription => schema.Subscription,
                        _ => schema.Query,
                    });
                    break;
                case GraphQLFragmentDefinition fragment:
                    names.Each(fragment.SelectionSet, names.Of(fragment.TypeCondition));
                    break;
            }
        }

        if (names._count <= Most) return null;
        var message = $"{names._count} fields, types and fragments that there are not, the first of them `{names._first}`.";
        return new ApiError(ApiError.NotValidCode, new(message, message));
    }

    /// <param name="selections">Of the type.</param>
    /// <param name="type">Null when it is not known: what is asked of it is not counted.</param>
    private void Each(GraphQLSelectionSet? selections, IGraphType? type)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            switch (selection)
            {
                case GraphQLField field:
                    Each(field.SelectionSet, Of(field, type));
                    break;
                case GraphQLInlineFragment inline:
                    Each(inline.SelectionSet, inline.TypeCondition is null ? type : Of(inline.TypeCondition));
                    break;
                case GraphQLFragmentSpread spread when !_fragments.Contains(spread.FragmentName.Name.StringValue):
                    Unknown(spread.FragmentName.Name);
                    break;
            }
        }
    }

    private IGraphType? Of(GraphQLField field, IGraphType? type)
    {
        if (type is null || field.Name.Value.Span.StartsWith("__")) return null;
        var definition = (type as IComplexGraphType)?.Fields.Find(field.Name.Value);
        if (definition is null) Unknown(field.Name);
        return definition?.ResolvedType?.GetNamedType();
    }

    private IGraphType? Of(GraphQLTypeCondition condition)
    {
        var type = _schema.AllTypes[condition.Type.Name.Value];
        if (type is null) Unknown(condition.Type.Name);
        return type;
    }

    private void Unknown(GraphQLName name)
    {
        _count++;
        _first ??= name.StringValue;
    }
}
