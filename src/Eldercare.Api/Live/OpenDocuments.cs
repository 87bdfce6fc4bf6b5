using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Execution;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eldercare.Api.Live;

/// <summary>Tells documents that select nothing but what is open to everybody: whoever asks gets the same.</summary>
public sealed class OpenDocuments(EldercareSchema schema, DocumentCache cache)
{
    /// <summary>False also where that cannot be said.</summary>
    public bool Is(GraphQLCall call)
    {
        if (cache.Find(call.Query) is not { Document: var document } || schema.Subscription is not { } root) return false;
        // Every operation and fragment, used or not: seldom more than is run, and never less.
        foreach (var definition in document.Definitions)
        {
            var isOpen = definition switch
            {
                GraphQLOperationDefinition { Operation: OperationType.Subscription } operation => IsOpen(operation.SelectionSet, root),
                GraphQLOperationDefinition => false,
                GraphQLFragmentDefinition fragment => IsOpen(fragment.SelectionSet, schema.AllTypes[fragment.TypeCondition.Type.Name.Value]),
                _ => true,
            };
            if (!isOpen) return false;
        }

        return true;
    }

    private bool IsOpen(GraphQLSelectionSet? selections, IGraphType? type)
    {
        if (selections is null) return true;
        if (type is not IObjectGraphType here) return false;
        foreach (var selection in selections.Selections)
        {
            var isOpen = selection switch
            {
                GraphQLField { Name.Value: var name } when name == "__typename" => true,
                GraphQLField field => here.Fields.Find(field.Name.Value) is { } definition
                    && AccessDeclarations.RuleOf(definition, here, schema) is { Open: true }
                    && IsOpen(field.SelectionSet, definition.ResolvedType?.GetNamedType()),
                GraphQLInlineFragment inline => IsOpen(inline.SelectionSet, inline.TypeCondition is { } on ? schema.AllTypes[on.Type.Name.Value] : here),
                // Looked at by itself.
                GraphQLFragmentSpread => true,
                _ => false,
            };
            if (!isOpen) return false;
        }

        return true;
    }
}
