using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Live;

/// <summary>How many long connections there are, in all and of one client.</summary>
public sealed class LiveGate(IOptions<LiveSettings> settings)
{
    private readonly ConcurrentDictionary<string, int> _ofClients = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>False when the host has enough; else to be given back by <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _all) <= settings.Value.MostConnections) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _all);

    /// <summary>False when the client has enough; else to be given back by <see cref="Leave(string)"/>.</summary>
    /// <param name="client">A sign-in's subject, or an address.</param>
    public bool TryEnter(string client)
    {
        if (_ofClients.AddOrUpdate(client, 1, static (_, n) => n + 1) <= settings.Value.MostConnectionsOfClient) return true;
        Leave(client);
        return false;
    }

    public void Leave(string client)
    {
        if (_ofClients.AddOrUpdate(client, 0, static (_, n) => n - 1) <= 0) _ofClients.TryRemove(KeyValuePair.Create(client, 0));
    }

    /// <summary>By what a client is told from others.</summary>
    public static string ClientOf(HttpContext http, SignIn.Caller caller) =>
        caller.IsAnonymous ? $"address {http.Connection.RemoteIpAddress}" : $"subject {caller.Subject}";
}
