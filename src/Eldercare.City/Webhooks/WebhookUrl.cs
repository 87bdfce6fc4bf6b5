using System.Net;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Webhooks;

/// <summary>Which addresses webhooks may be sent to, by what the address itself says; where its name leads is looked at when it is connected to.</summary>
public static class WebhookUrl
{
    private const int Longest = 2_000;

    /// <summary>Null when it can be tried, otherwise what is wrong with it, as a sentence.</summary>
    /// <param name="url">As it was given.</param>
    /// <param name="loopback">Whether this machine may be named, by http too: for the demo and for tests.</param>
    public static Words? Fault(string url, bool loopback)
    {
        if (url.Length > Longest) return new($"地址超过{Longest}个字符。", $"The address has more than {Longest} characters.");
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return new("这不是网址。", "This is no address.");
        if (uri.UserInfo.Length > 0) return new("网址中不能有用户名；令牌请放在路径里。", "The address holds a user name; put a token into the path instead.");
        if (uri.Fragment.Length > 0) return new("网址中有 # 片段，片段不会发送。", "The address has a fragment, which is never sent.");
        if (loopback && uri.IsLoopback && uri.Scheme is "http" or "https") return null;
        if (uri.Scheme != Uri.UriSchemeHttps) return new("须为 https 网址。", "The address must be https.");
        return IPAddress.TryParse(uri.IdnHost, out var address) && !PublicAddress.Is(address)
            ? new("该地址指向内部网络。", "The address leads into a private network.")
            : null;
    }
}
