using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>
/// Reads variables and arguments of a document that is known to be valid: where they stand in it is found out once. The engine walks the
/// whole document twice for that with every request, which takes longer than to execute a board.
/// </summary>
/// <param name="engine">Validates documents that are new, and says what is wrong with a request.</param>
public sealed class KnownDocumentValidator(IDocumentValidator engine) : IDocumentValidator
{
    /// <summary>As the rules of a document that is known to be valid.</summary>
    public static readonly IValidationRule[] NoRules = [];

    private static readonly ValidationResult s_nothing = new([]);

    private readonly ConditionalWeakTable<GraphQLOperationDefinition, ArgumentPlaces> _places = [];

    public Task<IValidationResult> ValidateAsync(in ValidationOptions options) =>
        options.Rules == NoRules && options.Operation is { } operation ? KnownAsync(options, operation) : engine.ValidateAsync(options);

    private async Task<IValidationResult> KnownAsync(ValidationOptions options, GraphQLOperationDefinition operation)
    {
        if (!_places.TryGetValue(operation, out var places)) _places.AddOrUpdate(operation, places = new ArgumentPlaces(options.Schema, options.Document, operation));
        if (places.AreNone) return s_nothing;
        try
        {
            // What is wrong the engine says, all of it.
            return await places.ReadAsync(options.Variables) ?? await engine.ValidateAsync(options);
        }
        catch (ValidationError)
        {
            return await engine.ValidateAsync(options);
        }
    }

    /// <summary>Where an operation has variables, arguments and directives, its fragments' included, each once.</summary>
    private sealed class ArgumentPlaces
    {
        private readonly ISchema _schema;
        private readonly GraphQLDocument _document;
        private readonly GraphQLOperationDefinition _operation;
        private readonly List<(GraphQLField Field, QueryArguments Arguments)> _fields = [];
        private readonly List<IHasDirectivesNode> _directed = [];
        private readonly HashSet<string> _fragments = new(StringComparer.Ordinal);
        private ValidationContext? _used;

        public ArgumentPlaces(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation)
        {
            (_schema, _document, _operation) = (schema, document, operation);
            IObjectGraphType? root = operation.Operation switch
            {
                OperationType.Mutation => schema.Mutation,
                OperationType.Subscription => schema.Subscription,
                _ => schema.Query,
            };
            Directed(operation);
            foreach (var variable in operation.Variables?.Items ?? []) Directed(variable);
            Each(operation.SelectionSet, root);
        }

        public bool AreNone => _fields.Count == 0 && _directed.Count == 0 && _operation.Variables is null or { Items.Count: 0 };

        /// <summary>What the request has there; null when a variable is not right.</summary>
        /// <exception cref="ValidationError">An argument is not right.</exception>
        public async ValueTask<IValidationResult?> ReadAsync(Inputs given)
        {
            // One that was used knows how the operation uses its variables, and need not walk it.
            var context = Interlocked.Exchange(ref _used, null) ?? new ValidationContext { Schema = _schema, Document = _document, Operation = _operation };
            context.Variables = given;
            var (variables, wrong) = await context.GetVariablesValuesAsync();
            context.Variables = Inputs.Empty;
            Volatile.Write(ref _used, context);
            if (wrong is not null) return null;

            var (arguments, directives) = (default(Dictionary<GraphQLField, IDictionary<string, ArgumentValue>>), default(Dictionary<ASTNode, IDictionary<string, DirectiveInfo>>));
            foreach (var (field, known) in _fields)
                if (ExecutionHelper.GetArguments(known, field.Arguments, variables, _document, field, null) is { } values) (arguments ??= new(_fields.Count)).Add(field, values);
            foreach (var node in _directed)
                if (ExecutionHelper.GetDirectives(node, variables, _schema, _document) is { } values) (directives ??= new(_directed.Count)).Add((ASTNode)node, values);
            return new ValidationResult([]) { Variables = variables, ArgumentValues = arguments, DirectiveValues = directives };
        }

        private void Each(GraphQLSelectionSet? selections, IComplexGraphType? type)
        {
            foreach (var selection in selections?.Selections ?? [])
            {
                if (selection is IHasDirectivesNode node) Directed(node);
                switch (selection)
                {
                    case GraphQLField field when DefinitionOf(field, type) is { } definition:
                        if (field.Arguments is { Count: > 0 } && definition.Arguments is { Count: > 0 } arguments) _fields.Add((field, arguments));
                        // A union has no fields but by its fragments, which say of what type.
                        Each(field.SelectionSet, definition.ResolvedType?.GetNamedType() as IComplexGraphType);
                        break;
                    case GraphQLInlineFragment inline:
                        Each(inline.SelectionSet, inline.TypeCondition is { } condition ? TypeOf(condition) : type);
                        break;
                    case GraphQLFragmentSpread spread when _fragments.Add(spread.FragmentName.Name.StringValue)
                        && _document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(f => f.FragmentName.Name == spread.FragmentName.Name) is { } fragment:
                        Directed(fragment);
                        Each(fragment.SelectionSet, TypeOf(fragment.TypeCondition));
                        break;
                }
            }
        }

        private void Directed(IHasDirectivesNode node)
        {
            if (node.Directives is { Count: > 0 }) _directed.Add(node);
        }

        private FieldType? DefinitionOf(GraphQLField field, IComplexGraphType? type) =>
            field.Name.Value == _schema.TypeMetaFieldType.Name ? _schema.TypeMetaFieldType
            : field.Name.Value == _schema.TypeNameMetaFieldType.Name ? _schema.TypeNameMetaFieldType
            : field.Name.Value == _schema.SchemaMetaFieldType.Name ? _schema.SchemaMetaFieldType
            : type?.Fields.Find(field.Name.Value);

        private IComplexGraphType? TypeOf(GraphQLTypeCondition condition) => _schema.AllTypes[condition.Type.Name.Value] as IComplexGraphType;
    }
}
