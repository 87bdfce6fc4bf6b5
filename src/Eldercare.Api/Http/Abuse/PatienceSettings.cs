namespace Eldercare.Api.Http.Abuse;

/// <summary>How long a client is waited for: who is slower holds a connection on purpose, or has none.</summary>
public sealed class PatienceSettings
{
    /// <summary>How long a request's headers may take, from the connection's first byte.</summary>
    public TimeSpan Headers { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the body of a request to <c>/graphql</c> may take, however fast it comes.</summary>
    public TimeSpan Body { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes a second that a body, or what a client takes of an answer, comes to at least, on average.</summary>
    public double BytesPerSecond { get; set; } = 240;

    /// <summary>From when on that is asked; more than a second.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);
}
