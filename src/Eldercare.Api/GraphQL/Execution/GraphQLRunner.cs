using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Documents;
using Eldercare.Api.Http.Abuse;
using Eldercare.Api.Live;
using Eldercare.Api.SignIn;
using Eldercare.City.Messages;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>A request as it came over any transport.</summary>
public sealed record GraphQLCall(string Query, string? OperationName, Inputs? Variables)
{
    /// <summary>The name of a document that both sides have; <see cref="Query"/> is empty, or what it names.</summary>
    public DocumentName? Document { get; init; }
}

/// <summary>A request to be run.</summary>
/// <param name="Call">What is asked.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="QueriesOnly">Refuse mutations: the transport promises that nothing changes.</param>
/// <param name="Origin">Where this host is for the client: scheme and authority.</param>
public sealed record GraphQLRequest(GraphQLCall Call, Caller Caller, bool QueriesOnly, string Origin)
{
    /// <summary>Whose allowance it takes from; nobody's when not given.</summary>
    public ClientAllowance? Client { get; init; }

    /// <summary>What it costs, once that is known; null of what could not be read.</summary>
    public int? Cost { get; internal set; }

    /// <summary>
    /// The root value: of a subscription what it has to tell, or where it says what it watches; null where the transport carries one answer only.
    /// </summary>
    public object? Source { get; init; }

    /// <summary>When it has run: the number of the last event it wrote, 0 when it wrote none.</summary>
    public long Written { get; internal set; }

    /// <summary>The language of messages.</summary>
    public Language Language { get; init; } = Language.English;
}

/// <summary>Runs a request: limits, cache, sign-in of the whole operation, execution.</summary>
public sealed class GraphQLRunner(
    EldercareSchema schema, ApiServices api, IDocumentExecuter executer, DocumentCache cache, DocumentStore documents, ILogger<GraphQLRunner> log)
{
    private const int MostErrors = 20;

    /// <summary>To find out that a document cannot be read is work too.</summary>
    private const int OfBrokenDocument = 50;

    private static readonly GraphQLDocumentBuilder s_parser = new() { MaxDepth = 64 };

    public async Task<ExecutionResult> RunAsync(GraphQLRequest request, CancellationToken cancellation) =>
        (await AnswerAsync(request, cancellation)).SayIn(request.Language);

    private async Task<ExecutionResult> AnswerAsync(GraphQLRequest request, CancellationToken cancellation)
    {
        var (call, caller, _, origin) = request;
        if (documents.Open(call, out var query) is { } closed) return new ExecutionResult(request.Client?.Take(OfBrokenDocument) ?? closed);
        var cached = cache.Find(query);
        var known = cached;
        if (known is null && Parse(query, out known) is { } wrong)
            return new ExecutionResult(request.Client?.Take(OfBrokenDocument) ?? wrong);
        if (Refuse(request, known!) is { } refused) return new ExecutionResult(refused);

        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(api.Settings.Timeout);
        var context = new RequestContext(api, caller, time.Token) { Origin = origin, Language = request.Language };
        var options = new ExecutionOptions
        {
            Schema = schema,
            Query = query,
            Document = known!.Document,
            OperationName = call.OperationName,
            Variables = call.Variables,
            Root = request.Source,
            UserContext = context,
            ValidationRules = cached is null ? null : KnownDocumentValidator.NoRules,
            UnhandledExceptionDelegate = Report,
            CancellationToken = time.Token,
        };
        try
        {
            var result = await executer.ExecuteAsync(options);
            request.Written = await context.WrittenAsync();
            if (!await RecordedAsync(context)) return new ExecutionResult(ApiError.NotRecorded());
            if (cached is null && result.Executed) cache.Add(query, known);
            if (result.Executed) documents.Learn(call);
            return Shortened(result);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new ExecutionResult(new TimeoutError());
        }
    }

    private static ApiError NotByOneAnswer() => new(
        ApiError.BadRequestCode, new(
            "订阅会有多次应答：请以 Accept: text/event-stream 提交，或使用 WebSocket（graphql-transport-ws）。",
            "A subscription has many answers: send it with `Accept: text/event-stream`, or over a WebSocket (graphql-transport-ws)."));

    private async ValueTask<bool> RecordedAsync(RequestContext context)
    {
        try
        {
            await context.Readings.RecordAsync();
            return true;
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            log.LogError(fault, "Who read of a person's file could not be recorded");
            return false;
        }
    }

    /// <summary>Why nobody could run a document, whatever its variables; null when somebody can.</summary>
    internal async Task<string?> ProblemAsync(string query, CancellationToken cancellation)
    {
        if (Parse(query, out var known) is { } wrong) return wrong.Message;
        var document = known!.Document;
        if (document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault() is not { } operation) return "It has no operation.";
        var checks = new ValidationOptions { Schema = schema, Document = document, Operation = operation, Variables = Inputs.Empty, CancellationToken = cancellation };
        var found = (await new DocumentValidator().ValidateAsync(checks)).Errors.FirstOrDefault(e => e is not InvalidVariableError);
        return found?.Message;
    }

    /// <summary>What can be said before anything is validated or run; takes what the request costs from the client's allowance.</summary>
    private ExecutionError? Refuse(GraphQLRequest request, CheckedDocument known)
    {
        var (call, caller, queriesOnly, _) = request;
        if (VariableLimits.Check(call.Variables) is { } tooMany) return tooMany;
        if (known.Introspects && MayIntrospect(caller) is { } closed) return closed;
        if (OperationOf(known.Document, call.OperationName) is not { } operation) return request.Client?.Take(Costs.OfQuery);
        if (queriesOnly && operation.Operation == OperationType.Mutation) return new MutationOverGet();
        if (operation.Operation == OperationType.Subscription && request.Source is null) return NotByOneAnswer();
        if (request.Source is Opening opening) opening.IsSubscription = operation.Operation == OperationType.Subscription;
        if (caller.IsAnonymous && NeedsToken(operation, known.Document)) return ApiError.Unauthenticated();
        var cost = known.CostOf(schema, operation, call.Variables);
        request.Cost = cost.Units;
        return cost.Against(api.Settings.CostBudget) ?? request.Client?.Take(cost.Units);
    }

    private ApiError? MayIntrospect(Caller caller) => api.Settings.Introspection switch
    {
        Introspection.Nobody => new ApiError(ApiError.ForbiddenCode, new("本服务器不提供接口结构查询。", "This host does not tell its schema.")),
        Introspection.SignedIn when caller.IsAnonymous => ApiError.Unauthenticated(),
        _ => null,
    };

    /// <summary>A document that is wrong everywhere is told of some of it: an answer is not many times what was sent.</summary>
    private static ExecutionResult Shortened(ExecutionResult result)
    {
        if (result.Executed || result.Errors is not { Count: > MostErrors } errors) return result;
        var some = new ExecutionErrors();
        foreach (var error in errors.Take(MostErrors)) some.Add(error);
        result.Errors = some;
        return result;
    }

    private ExecutionError? Parse(string query, out CheckedDocument? known)
    {
        known = null;
        GraphQLDocument document;
        if (query.Length > DocumentLimits.MaxCharacters)
            return ApiError.Limit("characters", DocumentLimits.MaxCharacters, query.Length, DocumentLimits.Counted(DocumentLimits.MaxCharacters, $"{query.Length}", $"{query.Length}"));
        if (DocumentLimits.CheckLines(query) is { } tooLong) return tooLong;
        try
        {
            document = s_parser.Build(query);
        }
        catch (GraphQLParser.Exceptions.GraphQLMaxDepthExceededException)
        {
            return ApiError.Limit("levels", DocumentLimits.MaxDepth, asked: null, DocumentLimits.Counted(DocumentLimits.MaxDepth, $"{s_parser.MaxDepth}以上", $"more than {s_parser.MaxDepth}"));
        }
        catch (ExecutionError error)
        {
            return error;
        }

        var written = WrittenCount.Of(document);
        if ((DocumentLimits.Check(document, written) ?? TextRules.Check(query) ?? UnknownNames.Check(schema, document)) is { } refused) return refused;
        known = new CheckedDocument(document, written.Introspects);
        return null;
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
        if (context.OriginalException is CursorLostException)
        {
            context.Exception = ApiError.BadInput("这个游标所指的条目已不在列表中，请从头读取列表。", "What this cursor stands for is not in this list: ask for the list from its start.");
            return Task.CompletedTask;
        }

        log.LogError(context.OriginalException, "GraphQL fault at {Field}", context.FieldContext?.FieldDefinition.Name);
        return Task.CompletedTask;
    }
}

/// <summary>A GET must not change anything.</summary>
public sealed class MutationOverGet() : ExecutionError("Send mutations by POST.");
