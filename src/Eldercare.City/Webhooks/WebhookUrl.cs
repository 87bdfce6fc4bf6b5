using System.Net;

namespace Eldercare.City.Webhooks;

/// <summary>Which addresses webhooks may be sent to, by what the address itself says; where its name leads is looked at when it is connected to.</summary>
public static class WebhookUrl
{
    private const int Longest = 2_000;

    /// <summary>Null when it can be tried, otherwise what is wrong with it.</summary>
    /// <param name="url">As it was given.</param>
    /// <param name="loopback">Whether this machine may be named, by http too: for the demo and for tests.</param>
    public static string? Fault(string url, bool loopback)
    {
        if (url.Length > Longest) return $"has more than {Longest} characters";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return "is no address";
        if (uri.UserInfo.Length > 0) return "holds a user name; put a token into the path instead";
        if (uri.Fragment.Length > 0) return "has a fragment, which is never sent";
        if (loopback && uri.IsLoopback && uri.Scheme is "http" or "https") return null;
        if (uri.Scheme != Uri.UriSchemeHttps) return "must be an https address";
        return IPAddress.TryParse(uri.IdnHost, out var address) && !PublicAddress.Is(address) ? "leads into a private network" : null;
    }
}
