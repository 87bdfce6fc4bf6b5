namespace Eldercare.Api.Live;

/// <summary>Configuration section <c>Live</c>: bounds of what is watched over long connections.</summary>
public sealed class LiveSettings
{
    /// <summary>How long a WebSocket may take to send <c>connection_init</c>.</summary>
    public TimeSpan InitWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may take over one message on a WebSocket, from its first byte to its last.</summary>
    public TimeSpan MessageWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a connection is looked at: whether its sign-in is still good, and whether it takes what it is sent.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a subscription's rights are asked anew while nothing happens; with each message they are anyway.</summary>
    public TimeSpan RightsEvery { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often places in the queue are looked at for those who watch them, when something happened that may have moved them.</summary>
    public TimeSpan PlacesEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A client that does not take a message for so long is cut off.</summary>
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a sign of life is sent: a ping over WebSocket, a comment over Server-Sent Events.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A WebSocket on which nothing runs for so long is closed.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Operations at a time on one WebSocket.</summary>
    public int MostOperations { get; set; } = 100;

    /// <summary>Work items that may wait for one subscription's client; one more, and it is cut off.</summary>
    public int MostWaiting { get; set; } = 1_000;

    /// <summary>Bytes of answers to queries and mutations that may wait for one client; more, and it is cut off.</summary>
    public int MostWaitingBytes { get; set; } = 1024 * 1024;

    /// <summary>Long connections of this host.</summary>
    public int MostConnections { get; set; } = 10_000;

    /// <summary>Long connections of one sign-in, or of one address that signs in with none.</summary>
    public int MostConnectionsOfClient { get; set; } = 1_000;

    /// <summary>Messages made at a time, for all connections together.</summary>
    public int MostAtWork { get; set; } = 16;

    /// <summary>How many events back <c>after</c> may lie for work items.</summary>
    public long FurthestBack { get; set; } = 200_000;
}
