using Eldercare.Api.Http;

namespace Eldercare.Api.Live;

/// <summary>The one address of the contract: WebSockets, event streams, and all other requests.</summary>
public sealed class LiveDoor(GraphQLEndpoint requests, WebSocketDoor sockets, EventStreamDoor streams)
{
    public Task HandleAsync(HttpContext http) =>
        http.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(http)
        : EventStreamDoor.IsWanted(http.Request) ? streams.HandleAsync(http)
        : requests.HandleAsync(http);
}
