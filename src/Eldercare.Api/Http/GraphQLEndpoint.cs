using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.Http.Abuse;
using Eldercare.Api.SignIn;
using GraphQL;

namespace Eldercare.Api.Http;

/// <summary>POST and GET on /graphql by the GraphQL-over-HTTP draft.</summary>
public sealed class GraphQLEndpoint(GraphQLRunner runner, TokenReader tokens, IGraphQLSerializer serializer, ApiServices api)
{
    public async Task HandleAsync(HttpContext http)
    {
        var type = Negotiation.Choose(http.Request);
        try
        {
            if (type is null)
                throw RefusedRequestException.Of(StatusCodes.Status406NotAcceptable, $"Answers come as {Negotiation.GraphQL} or {Negotiation.Json}.");
            var isGet = HttpMethods.IsGet(http.Request.Method);
            if (!isGet && !HttpMethods.IsPost(http.Request.Method))
            {
                http.Response.Headers.Allow = "GET, POST";
                throw RefusedRequestException.Of(StatusCodes.Status405MethodNotAllowed, "Use GET or POST.");
            }

            var call = isGet ? RequestReader.Get(http.Request) : await RequestReader.PostAsync(http.Request, api.Settings.MaxRequestBytes);
            if (await tokens.ReadAsync(http.Request.Headers.Authorization) is not { } caller)
                throw new RefusedRequestException(
                    StatusCodes.Status401Unauthorized, new ApiError(ApiError.UnauthenticatedCode, "The bearer token is not valid (any more)."));
            var seen = await Consistency.WaitAsync(http.Request, api);
            var request = new GraphQLRequest(call, caller, QueriesOnly: isGet, Origins.Of(http.Request, api.Settings)) { Client = http.Features.Get<ClientAllowance>() };
            var result = await runner.RunAsync(request, http.RequestAborted);
            Consistency.Say(http.Response, request.Written, seen);
            if (request.Cost is { } cost) http.Response.Headers["Eldercare-Cost"] = cost.ToString(CultureInfo.InvariantCulture);
            await WriteAsync(http, type, StatusOf(result, type), result);
        }
        catch (RefusedRequestException bad)
        {
            await WriteAsync(http, type ?? Negotiation.Json, bad.Status, new ExecutionResult(bad.Error));
        }
        catch (BadHttpRequestException bad)
        {
            await WriteAsync(http, type ?? Negotiation.Json, bad.StatusCode, new ExecutionResult(new ApiError(ApiError.BadRequestCode, "The request is broken.")));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody reads an answer.
        }
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

    private async Task WriteAsync(HttpContext http, string type, int status, ExecutionResult result)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = $"{type}; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.Vary = "Accept, Authorization";
        if (status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (status == StatusCodes.Status405MethodNotAllowed) http.Response.Headers.Allow = HttpMethods.IsGet(http.Request.Method) ? "POST" : "GET, POST";
        if (status == StatusCodes.Status429TooManyRequests && result.Errors?[0] is ApiError limited) http.Response.Headers.RetryAfter = ClientGate.RetryAfter(limited);
        // The rest of the body is not read: nothing may be sent behind it.
        if (status == StatusCodes.Status413PayloadTooLarge && HttpProtocol.IsHttp11(http.Request.Protocol)) http.Response.Headers.Connection = "close";
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "1";
        await serializer.WriteAsync(http.Response.Body, result, http.RequestAborted);
    }
}
