using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.Http;
using Eldercare.Api.Http.Abuse;
using GraphQL;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Net.Http.Headers;

namespace Eldercare.Api.Live;

/// <summary>
/// GraphQL over Server-Sent Events, distinct connections: the request is one as over HTTP, its answers are <c>next</c> events, and <c>complete</c>
/// is the last.
/// </summary>
public sealed class EventStreamDoor(LiveServices host, LiveGate gate, ApiServices api, IGraphQLSerializer serializer)
{
    public const string Type = "text/event-stream";

    private const string Operation = "1";

    /// <summary>An event stream is asked for by name, and rather than JSON.</summary>
    public static bool IsWanted(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsPost(request.Method)) return false;
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wishes)) return false;
        var stream = Quality(Type);
        return stream > 0 && stream > Math.Max(Quality(Negotiation.Json), Quality(Negotiation.GraphQL));

        double Quality(string type) =>
            wishes.Where(w => w.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(w => w.Quality ?? 1).DefaultIfEmpty(0).Max();
    }

    public async Task HandleAsync(HttpContext http)
    {
        if (!gate.TryEnter())
        {
            http.Response.Headers.RetryAfter = "5";
            await RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, ApiError.Overloaded());
            return;
        }

        try
        {
            var isGet = HttpMethods.IsGet(http.Request.Method);
            var call = isGet ? RequestReader.Get(http.Request, api.Settings.MaxUrlCharacters) : await RequestReader.PostAsync(http.Request, api.Settings.MaxRequestBytes, api.Settings.Patience.Body);
            string? authorization = http.Request.Headers.Authorization;
            if (await host.Tokens.ReadAsync(authorization) is not { } caller)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer";
                await RefuseAsync(http, StatusCodes.Status401Unauthorized, new ApiError(ApiError.UnauthenticatedCode, new("登录已失效，请重新登录。", "The bearer token is not valid (any more).")));
                return;
            }

            var client = LiveGate.ClientOf(http, caller);
            if (!gate.TryEnter(client))
            {
                http.Response.Headers.RetryAfter = "5";
                await RefuseAsync(http, StatusCodes.Status429TooManyRequests, ApiError.Limit("connections", host.Settings.MostConnectionsOfClient, null, new("这个客户端的连接已经够多。", "this client has enough.")));
                return;
            }

            try
            {
                await StreamAsync(http, new GraphQLRequest(call, caller, QueriesOnly: isGet, Origins.Of(http.Request, api.Settings))
                {
                    Client = http.Features.Get<ClientAllowance>(),
                    Language = http.MessageLanguage(),
                }, authorization);
            }
            finally
            {
                gate.Leave(client);
            }
        }
        catch (RefusedRequestException bad)
        {
            await RefuseAsync(http, bad.Status, bad.Error);
        }
        catch (BadHttpRequestException bad)
        {
            await RefuseAsync(http, bad.StatusCode, new ApiError(ApiError.BadRequestCode, new("请求格式有误。", "The request is broken.")));
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException && http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task StreamAsync(HttpContext http, GraphQLRequest request, string? authorization)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // Who is slow is cut off by rules of ours.
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate && HttpProtocol.IsHttp11(http.Request.Protocol)) rate.MinDataRate = null;
        http.Response.ContentType = $"{Type}; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Response.Headers.Vary = AnswerWriter.Depends;
        var wire = new EventStreamWire(http.Response);
        await using var session = new LiveSession(host, wire);
        wire.Completed = () => session.End(LiveEnd.Left);
        session.SignIn(request.Caller, authorization);
        await using var gone = http.RequestAborted.Register(() => session.End(LiveEnd.Gone));
        session.Say(LiveWire.Alive);
        session.Start(Operation, request);
        await session.RunAsync();
        var end = await session.Ended;
        // A stream that breaks off is not over for the client: it comes back by itself.
        if (end == LiveEnd.Restarting || end == LiveEnd.Failed) http.Abort();
        if (end == LiveEnd.TooSlow) await LastAsync(http, wire, new ApiError(ApiError.TooSlowCode, new("消息来不及接收，请带 after 重新连接。", "Messages came faster than you took them: connect again with `after`.")));
        if (end == LiveEnd.SignInOver)
            await LastAsync(http, wire, new ApiError(ApiError.UnauthenticatedCode, new(
                "登录已失效，请换新令牌并带 after 重新连接。", "The bearer token is not valid any more: connect again with another, and with `after`.")));
    }

    private async Task LastAsync(HttpContext http, EventStreamWire wire, ApiError why)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await wire.ErrorAsync(Operation, await host.Messages.MessageAsync(new ExecutionResult(why).SayIn(http.MessageLanguage()), patience.Token), patience.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // It does not take that either: nothing of it may lie here until it does.
            http.Abort();
        }
    }

    private async Task RefuseAsync(HttpContext http, int status, ApiError error)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = $"{Negotiation.Json}; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await serializer.WriteAsync(http.Response.Body, new ExecutionResult(error).SayIn(http.MessageLanguage()), http.RequestAborted);
    }
}
