using System.Runtime.CompilerServices;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>
/// Reads variables and arguments of a document that is known to be valid from as much of it as has any. The engine walks the whole
/// document twice for that with every request, which takes longer than to execute a board.
/// </summary>
/// <param name="engine">Validates documents that are new, and says what is wrong with a request.</param>
public sealed class KnownDocumentValidator(IDocumentValidator engine) : IDocumentValidator
{
    /// <summary>As the rules of a document that is known to be valid.</summary>
    public static readonly IValidationRule[] NoRules = [];

    private readonly ConditionalWeakTable<GraphQLOperationDefinition, ArgumentTree> _trees = [];

    public Task<IValidationResult> ValidateAsync(in ValidationOptions options) =>
        options.Rules == NoRules && options.Operation is { } operation ? KnownAsync(options, operation) : engine.ValidateAsync(options);

    private async Task<IValidationResult> KnownAsync(ValidationOptions options, GraphQLOperationDefinition operation)
    {
        if (!_trees.TryGetValue(operation, out var tree)) _trees.AddOrUpdate(operation, tree = ArgumentTree.Of(options.Document, operation));
        var result = await engine.ValidateAsync(new ValidationOptions(
            options.Schema, tree.Document, options.Rules, options.UserContext, options.Metrics, options.Variables, options.Extensions,
            tree.Operation, options.RequestServices, options.User, options.CancellationToken));
        // Copies have no place in the text that an error could name.
        if (!result.IsValid) return await engine.ValidateAsync(options);
        return new ValidationResult([])
        {
            Variables = result.Variables,
            ArgumentValues = result.ArgumentValues?.ToDictionary(a => (GraphQLField)tree.Origin(a.Key), a => a.Value),
            DirectiveValues = result.DirectiveValues?.ToDictionary(d => tree.Origin(d.Key), d => d.Value),
        };
    }

    /// <summary>An operation without the fields that neither have arguments or directives nor lead to any.</summary>
    private sealed class ArgumentTree
    {
        private readonly Dictionary<ASTNode, ASTNode> _origins = new(ReferenceEqualityComparer.Instance);

        private ArgumentTree(GraphQLDocument document, GraphQLOperationDefinition operation)
        {
            Operation = new GraphQLOperationDefinition(Selections(operation.SelectionSet))
            {
                Operation = operation.Operation,
                Name = operation.Name,
                Variables = operation.Variables,
                Directives = operation.Directives,
            };
            _origins[Operation] = operation;
            List<ASTNode> definitions = [Operation];
            foreach (var fragment in document.Definitions.OfType<GraphQLFragmentDefinition>())
            {
                var copy = new GraphQLFragmentDefinition(fragment.FragmentName, fragment.TypeCondition, Selections(fragment.SelectionSet)) { Directives = fragment.Directives };
                _origins[copy] = fragment;
                definitions.Add(copy);
            }

            Document = new GraphQLDocument(definitions) { Source = document.Source };
        }

        public GraphQLDocument Document { get; }

        public GraphQLOperationDefinition Operation { get; }

        public static ArgumentTree Of(GraphQLDocument document, GraphQLOperationDefinition operation) => new(document, operation);

        /// <summary>What a node of the tree stands for in the document.</summary>
        public ASTNode Origin(ASTNode node) => _origins.GetValueOrDefault(node, node);

        private GraphQLSelectionSet Selections(GraphQLSelectionSet of) => new([.. of.Selections.Select(Kept).OfType<ASTNode>()]);

        private ASTNode? Kept(ASTNode selection)
        {
            ASTNode? kept = selection switch
            {
                GraphQLField field => Kept(field),
                GraphQLInlineFragment inline => Kept(inline),
                _ => selection,
            };
            if (kept is not null && kept != selection) _origins[kept] = selection;
            return kept;
        }

        private GraphQLField? Kept(GraphQLField field)
        {
            var inner = field.SelectionSet is { } set ? Selections(set) : null;
            if (field is { Arguments: null or { Count: 0 }, Directives: null or { Count: 0 } } && inner is null or { Selections.Count: 0 }) return null;
            return new GraphQLField(field.Name) { Alias = field.Alias, Arguments = field.Arguments, Directives = field.Directives, SelectionSet = inner };
        }

        private GraphQLInlineFragment? Kept(GraphQLInlineFragment inline)
        {
            var inner = Selections(inline.SelectionSet);
            return inline.Directives is null or { Count: 0 } && inner.Selections.Count == 0
                ? null
                : new GraphQLInlineFragment(inner) { TypeCondition = inline.TypeCondition, Directives = inline.Directives };
        }
    }
}
