using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.Live;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>A request as it came over any transport.</summary>
public sealed record GraphQLCall(string Query, string? OperationName, Inputs? Variables);

/// <summary>A request to be run.</summary>
/// <param name="Call">What is asked.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="QueriesOnly">Refuse mutations: the transport promises that nothing changes.</param>
/// <param name="Origin">Where this host is for the client: scheme and authority.</param>
public sealed record GraphQLRequest(GraphQLCall Call, Caller Caller, bool QueriesOnly, string Origin)
{
    /// <summary>
    /// The root value: of a subscription what it has to tell, or where it says what it watches; null where the transport carries one answer only.
    /// </summary>
    public object? Source { get; init; }

    /// <summary>When it has run: the number of the last event it wrote, 0 when it wrote none.</summary>
    public long Written { get; internal set; }
}

/// <summary>Runs a request: limits, cache, sign-in of the whole operation, execution.</summary>
public sealed class GraphQLRunner(
    EldercareSchema schema, ApiServices api, IDocumentExecuter executer, DocumentCache cache, ILogger<GraphQLRunner> log)
{
    private static readonly GraphQLDocumentBuilder s_parser = new() { MaxDepth = 64 };
    private static readonly IValidationRule[] s_none = [];

    public async Task<ExecutionResult> RunAsync(GraphQLRequest request, CancellationToken cancellation)
    {
        var (call, caller, queriesOnly, origin) = request;
        var known = cache.Find(call.Query);
        GraphQLDocument document;
        if (known is not null) document = known;
        else if (Parse(call.Query, out document!) is { } wrong) return new ExecutionResult(wrong);

        if (OperationOf(document, call.OperationName) is { } operation)
        {
            if (queriesOnly && operation.Operation == OperationType.Mutation) return new ExecutionResult(new MutationOverGet());
            if (operation.Operation == OperationType.Subscription && request.Source is null) return new ExecutionResult(NotByOneAnswer());
            if (request.Source is Opening opening) opening.IsSubscription = operation.Operation == OperationType.Subscription;
            if (caller.IsAnonymous && NeedsToken(operation, document)) return new ExecutionResult(ApiError.Unauthenticated());
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(api.Settings.Timeout);
        var context = new RequestContext(api, caller, time.Token) { Origin = origin };
        var options = new ExecutionOptions
        {
            Schema = schema,
            Query = call.Query,
            Document = document,
            OperationName = call.OperationName,
            Variables = call.Variables,
            Root = request.Source,
            UserContext = context,
            ValidationRules = known is null ? null : s_none,
            UnhandledExceptionDelegate = Report,
            CancellationToken = time.Token,
        };
        try
        {
            var result = await executer.ExecuteAsync(options);
            request.Written = await context.WrittenAsync();
            if (known is null && result.Executed) cache.Add(call.Query, document);
            return result;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ExecutionResult(new TimeoutError());
        }
    }

    private static ApiError NotByOneAnswer() => new(
        ApiError.BadRequestCode, "A subscription has many answers: send it with `Accept: text/event-stream`, or over a WebSocket (graphql-transport-ws).");

    private static ExecutionError? Parse(string query, out GraphQLDocument? document)
    {
        document = null;
        if (query.Length > DocumentLimits.MaxCharacters)
            return ApiError.Limit("characters", DocumentLimits.MaxCharacters, query.Length, $"a document has at most {DocumentLimits.MaxCharacters}, and this one {query.Length}.");
        try
        {
            document = s_parser.Build(query);
        }
        catch (GraphQLParser.Exceptions.GraphQLMaxDepthExceededException)
        {
            return ApiError.Limit("levels", DocumentLimits.MaxDepth, asked: null, $"a document has at most {DocumentLimits.MaxDepth}, and this one more than {s_parser.MaxDepth}.");
        }
        catch (ExecutionError error)
        {
            return error;
        }

        return DocumentLimits.Check(document) ?? TextRules.Check(query);
    }

    private static GraphQLOperationDefinition? OperationOf(GraphQLDocument document, string? name)
    {
        GraphQLOperationDefinition? found = null;
        foreach (var definition in document.Definitions)
        {
            if (definition is not GraphQLOperationDefinition operation) continue;
            if (string.IsNullOrEmpty(name))
            {
                if (found is not null) return null;
                found = operation;
            }
            else if (operation.Name is { } n && n.Value == name)
            {
                return operation;
            }
        }

        return found;
    }

    private bool NeedsToken(GraphQLOperationDefinition operation, GraphQLDocument document)
    {
        var root = operation.Operation switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query,
        };
        return root is not null && NeedsToken(operation.SelectionSet, root, document, depth: 0);
    }

    private bool NeedsToken(GraphQLSelectionSet selections, IObjectGraphType root, GraphQLDocument document, int depth)
    {
        if (depth > DocumentLimits.MaxDepth) return false;
        foreach (var selection in selections.Selections)
        {
            var needs = selection switch
            {
                GraphQLField field => root.Fields.Find(field.Name.Value) is { } definition
                    && !(AccessDeclarations.RuleOf(definition, root, schema) ?? AccessRule.Nobody).Open,
                GraphQLInlineFragment inline => NeedsToken(inline.SelectionSet, root, document, depth + 1),
                GraphQLFragmentSpread spread => FragmentOf(document, spread) is { } fragment
                    && NeedsToken(fragment.SelectionSet, root, document, depth + 1),
                _ => false,
            };
            if (needs) return true;
        }

        return false;
    }

    private static GraphQLFragmentDefinition? FragmentOf(GraphQLDocument document, GraphQLFragmentSpread spread) => document.Definitions
        .OfType<GraphQLFragmentDefinition>().FirstOrDefault(f => f.FragmentName.Name.Value == spread.FragmentName.Name.Value);

    private Task Report(UnhandledExceptionContext context)
    {
        log.LogError(context.OriginalException, "GraphQL fault at {Field}", context.FieldContext?.FieldDefinition.Name);
        return Task.CompletedTask;
    }
}

/// <summary>A GET must not change anything.</summary>
public sealed class MutationOverGet() : ExecutionError("Send mutations by POST.");
