namespace Eldercare.City.Messages;

/// <summary>How elders are told things. Configuration section <c>Messages</c>.</summary>
public sealed class MessageSettings
{
    public const string Section = "Messages";

    /// <summary><c>log</c> or <c>webhook</c>.</summary>
    public string Sender { get; set; } = "log";

    /// <summary>Where the webhook posts to: https, or http on this machine.</summary>
    public string? Url { get; set; }

    /// <summary>What webhooks are signed with, at least 16 characters; the receiver has it too.</summary>
    public string? Secret { get; set; }

    /// <summary>City time; the night begins.</summary>
    public TimeOnly QuietFrom { get; set; } = new(21, 0);

    /// <summary>City time; the night is over.</summary>
    public TimeOnly QuietUntil { get; set; } = new(7, 0);

    public Language Language { get; set; } = Language.Chinese;

    /// <summary>The receiver has so long to answer.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Then it is a dead letter. Ten spread over some four hours.</summary>
    public int MaxAttempts { get; set; } = 10;

    /// <summary>What one host sends in a second at most: a storm of bookings leaves the host its processors and the receiver its breath.</summary>
    public int PerSecond { get; set; } = 200;

    /// <summary>How many are under way at once.</summary>
    public int AtOnce { get; set; } = 8;

    /// <summary>Sent and dropped messages are kept so long. Dead ones stay until somebody has settled them.</summary>
    public int KeptDays { get; set; } = 90;

    public QuietHours Quiet => new(QuietFrom, QuietUntil);

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Who takes messages has them for so long; if it dies, another host sends them afterwards. Longer than a batch can take.</summary>
    public TimeSpan Lease => (Timeout * ((PerSecond / AtOnce) + 1)) + TimeSpan.FromSeconds(30);

    /// <summary>Null when they can be worked with, otherwise what is wrong, without the secret.</summary>
    public string? Fault() => this switch
    {
        { Sender: not ("log" or "webhook") } => $"{Section}:Sender is '{Sender}': 'log' or 'webhook' is wanted.",
        { Sender: "webhook" } when !IsSafe(Url) => $"{Section}:Url must be an https address, or http on this machine.",
        { Sender: "webhook", Secret: not { Length: >= 16 } } => $"{Section}:Secret must have at least 16 characters.",
        { TimeoutSeconds: < 1 or > 100 } => $"{Section}:TimeoutSeconds goes from 1 to 100.",
        { MaxAttempts: < 1 or > 100 } => $"{Section}:MaxAttempts goes from 1 to 100.",
        { PerSecond: < 1 or > 10_000 } => $"{Section}:PerSecond goes from 1 to 10000.",
        { AtOnce: < 1 or > 100 } => $"{Section}:AtOnce goes from 1 to 100.",
        { KeptDays: < 2 or > 3_650 } => $"{Section}:KeptDays goes from 2 to 3650.",
        _ => null,
    };

    private static bool IsSafe(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
