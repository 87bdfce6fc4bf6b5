namespace Eldercare.Api.GraphQL;

/// <summary>Configuration section <c>Api</c>.</summary>
public sealed class ApiSettings
{
    /// <summary>The tenant this host serves.</summary>
    public string City { get; set; } = "zhenjiang";

    /// <summary>Largest request body, in bytes.</summary>
    public int MaxRequestBytes { get; set; } = 256 * 1024;

    /// <summary>How long a payload waits for the views to show what the command changed.</summary>
    public TimeSpan ViewWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time a request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
