using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.Http.Abuse;
using Eldercare.Api.SignIn;
using GraphQL;

namespace Eldercare.Api.Http;

/// <summary>POST and GET on /graphql by the GraphQL-over-HTTP draft.</summary>
public sealed class GraphQLEndpoint(GraphQLRunner runner, TokenReader tokens, AnswerWriter answers, GraphiQLPage page, ApiServices api)
{
    private const string Methods = "GET, HEAD, POST, OPTIONS";

    public async Task HandleAsync(HttpContext http)
    {
        if (page.IsAskedFor(http.Request))
        {
            await page.HandleAsync(http);
            return;
        }

        if (HttpMethods.IsOptions(http.Request.Method))
        {
            (http.Response.StatusCode, http.Response.Headers.Allow) = (StatusCodes.Status204NoContent, Methods);
            return;
        }

        var type = Negotiation.Choose(http.Request);
        try
        {
            await AnswerAsync(http, type ?? throw RefusedRequestException.Of(
                StatusCodes.Status406NotAcceptable, $"应答格式为 {Negotiation.GraphQL} 或 {Negotiation.Json}。", $"Answers come as {Negotiation.GraphQL} or {Negotiation.Json}."));
        }
        catch (RefusedRequestException bad)
        {
            await WriteAsync(http, type ?? Negotiation.Json, bad.Status, new ExecutionResult(bad.Error));
        }
        catch (BadHttpRequestException bad)
        {
            await WriteAsync(http, type ?? Negotiation.Json, bad.StatusCode, new ExecutionResult(new ApiError(ApiError.BadRequestCode, new("请求格式有误。", "The request is broken."))));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody reads an answer.
        }
    }

    /// <exception cref="RefusedRequestException">It cannot be answered by GraphQL.</exception>
    private async Task AnswerAsync(HttpContext http, string type)
    {
        var isGet = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (!isGet && !HttpMethods.IsPost(http.Request.Method)) throw RefusedRequestException.Of(StatusCodes.Status405MethodNotAllowed, "请用 GET 或 POST。", "Use GET or POST.");
        var call = isGet ? RequestReader.Get(http.Request, api.Settings.MaxUrlCharacters) : await RequestReader.PostAsync(http.Request, api.Settings.MaxRequestBytes, api.Settings.Patience.Body);
        if (await tokens.ReadAsync(http.Request.Headers.Authorization) is not { } caller)
            throw new RefusedRequestException(
                StatusCodes.Status401Unauthorized, new ApiError(ApiError.UnauthenticatedCode, new("登录已失效，请重新登录。", "The bearer token is not valid (any more).")));
        var seen = await Consistency.WaitAsync(http.Request, api);
        var request = new GraphQLRequest(call, caller, QueriesOnly: isGet, Origins.Of(http.Request, api.Settings))
        {
            Client = http.Features.Get<ClientAllowance>(),
            Language = http.MessageLanguage(),
        };
        var result = await runner.RunAsync(request, http.RequestAborted);
        Consistency.Say(http.Response, request.Written, seen);
        if (request.Cost is { } cost) http.Response.Headers["Eldercare-Cost"] = cost.ToString(CultureInfo.InvariantCulture);
        var keeping = !isGet || seen is not null || result.Errors is { Count: > 0 } ? Keeping.Nobody : caller.IsAnonymous ? Keeping.Everybody : Keeping.Asker;
        await WriteAsync(http, type, StatusOf(result, type), result, keeping);
    }

    /// <summary>
    /// Without data the status says why; with data, even partly null, it is 200. As application/json every answer to a well-formed
    /// request is 200, as the draft wants for old clients.
    /// </summary>
    private static int StatusOf(ExecutionResult result, string type)
    {
        if (result.Errors is not { Count: > 0 } errors) return StatusCodes.Status200OK;
        if (errors[0] is MutationOverGet) return StatusCodes.Status405MethodNotAllowed;
        if (errors[0] is { Code: ApiError.RateLimitedCode }) return StatusCodes.Status429TooManyRequests;
        if (type == Negotiation.Json || (result.Executed && !IsNull(result.Data))) return StatusCodes.Status200OK;
        // Data that is null as a whole says no more than its errors: they alone are answered.
        result.Executed = false;
        return ErrorInfos.CodeOf(errors[0]) switch
        {
            ApiError.UnauthenticatedCode => StatusCodes.Status401Unauthorized,
            ApiError.ForbiddenCode => StatusCodes.Status403Forbidden,
            ApiError.OverloadedCode or "TIMEOUT" => StatusCodes.Status503ServiceUnavailable,
            "INTERNAL" => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status400BadRequest,
        };
    }

    private static bool IsNull(object? data) => data is null or global::GraphQL.Execution.RootExecutionNode { SubFields: null };

    private Task WriteAsync(HttpContext http, string type, int status, ExecutionResult result, Keeping keeping = Keeping.Nobody)
    {
        var headers = http.Response.Headers;
        if (status == StatusCodes.Status401Unauthorized) headers.WWWAuthenticate = "Bearer";
        if (status == StatusCodes.Status405MethodNotAllowed) headers.Allow = HttpMethods.IsGet(http.Request.Method) ? "POST" : Methods;
        if (status == StatusCodes.Status415UnsupportedMediaType) headers.AcceptEncoding = RequestReader.Coding;
        if (status == StatusCodes.Status429TooManyRequests && result.Errors?[0] is ApiError limited) headers.RetryAfter = ClientGate.RetryAfter(limited);
        // The rest of the body is not read: nothing may be sent behind it.
        if (status is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status408RequestTimeout && HttpProtocol.IsHttp11(http.Request.Protocol)) headers.Connection = "close";
        if (status == StatusCodes.Status503ServiceUnavailable) headers.RetryAfter = "1";
        return answers.WriteAsync(http, type, status, result, keeping);
    }
}
