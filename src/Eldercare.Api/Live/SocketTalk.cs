using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.Http;
using Eldercare.Api.SignIn;
using GraphQL;

namespace Eldercare.Api.Live;

/// <summary>What a client says on a WebSocket, and what follows; by the text of the protocol.</summary>
internal sealed class SocketTalk
{
    private const int LongestId = 256;

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 64 };

    private readonly HttpContext _http;
    private readonly LiveSession _session;
    private readonly LiveServices _host;
    private readonly LiveGate _gate;
    private readonly string _origin;
    private string? _client;
    private bool _begun;

    public SocketTalk(HttpContext http, LiveSession session, LiveServices host, LiveGate gate, string origin)
    {
        (_http, _session, _host, _gate, _origin) = (http, session, host, gate, origin);
        _ = ExpectInitAsync();
    }

    public async Task HeardAsync(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var json = JsonDocument.Parse(message, s_json);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
                throw new FormatException("A message is an object with a type");
            switch (type.GetString())
            {
                case "connection_init": await InitAsync(root); break;
                case "ping": _session.Say("pong"); break;
                case "pong": break;
                case "subscribe": Subscribe(root); break;
                case "complete": await _session.StopAsync(IdOf(root)); break;
                default: throw new FormatException("There is no such type of message");
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            _session.End(LiveEnd.BadMessage("The message is not JSON in UTF-8"));
        }
        catch (FormatException fault)
        {
            _session.End(LiveEnd.BadMessage(fault.Message));
        }
        catch (RefusedRequestException fault)
        {
            _session.End(LiveEnd.BadMessage(fault.Error.Message));
        }
    }

    public void Leave()
    {
        if (_client is { } client) _gate.Leave(client);
    }

    private async Task ExpectInitAsync()
    {
        var patience = Task.Delay(_host.Settings.InitWithin, _host.Clock);
        if (await Task.WhenAny(patience, _session.Ended) == patience && !Volatile.Read(ref _begun))
            _session.End(new LiveEnd(4408, "Connection initialisation timeout", "protocol"));
    }

    private async Task InitAsync(JsonElement message)
    {
        if (_begun)
        {
            _session.End(new LiveEnd(4429, "Too many initialisation requests", "protocol"));
            return;
        }

        Volatile.Write(ref _begun, true);
        var authorization = AuthorizationOf(message) ?? _http.Request.Headers.Authorization;
        if (await _host.Tokens.ReadAsync(authorization) is not { } caller)
        {
            _session.End(LiveEnd.SignInOver);
            return;
        }

        var client = LiveGate.ClientOf(_http, caller);
        if (!_gate.TryEnter(client))
        {
            _session.End(new LiveEnd(4429, "Too many connections of this client", "limit"));
            return;
        }

        _client = client;
        _session.SignIn(caller, authorization);
        _session.Say("connection_ack");
    }

    /// <summary>As a header says it, since pages cannot send headers with a WebSocket.</summary>
    private static string? AuthorizationOf(JsonElement message)
    {
        if (!message.TryGetProperty("payload", out var payload) || payload.ValueKind == JsonValueKind.Null) return null;
        if (payload.ValueKind != JsonValueKind.Object) throw new FormatException("The payload is an object");
        foreach (var member in payload.EnumerateObject())
        {
            if (string.Equals(member.Name, "authorization", StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
                return member.Value.GetString();
        }

        return null;
    }

    private void Subscribe(JsonElement message)
    {
        if (_session.Caller is not { } caller)
        {
            _session.End(new LiveEnd(4401, "Unauthorized", "protocol"));
            return;
        }

        var id = IdOf(message);
        if (!message.TryGetProperty("payload", out var payload)) throw new FormatException("There is no payload");
        var call = CallReader.Read(payload);
        if (_session.Runs(id))
        {
            _session.End(new LiveEnd(4409, $"Subscriber for {(id.Length > 60 ? id[..60] : id)} already exists", "protocol"));
            return;
        }

        if (_session.Operations >= _host.Settings.MostOperations)
        {
            _session.End(new LiveEnd(4429, $"More than {_host.Settings.MostOperations} operations at a time", "limit"));
            return;
        }

        _session.Start(id, new GraphQLRequest(call, caller, QueriesOnly: false, _origin)
        {
            Client = _host.Rates ? _host.Quotas.Of(caller, _http.Connection.RemoteIpAddress) : null,
            Language = _http.MessageLanguage(),
        });
    }

    private static string IdOf(JsonElement message) =>
        message.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= LongestId } text
            ? text
            : throw new FormatException($"An id is a string of 1 to {LongestId} characters");
}
