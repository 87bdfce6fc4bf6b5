using System.Net;
using System.Text.RegularExpressions;

namespace Eldercare.Scenarios.SignIn;

/// <summary>A person's browser at the sign-in pages: keeps cookies, follows redirects on the host, fills forms in.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;
    private Uri _at;

    /// <param name="host">Where it begins.</param>
    /// <param name="cookies">Those of another, for the same browser at another host.</param>
    public Browser(Uri host, CookieContainer? cookies = null)
    {
        _at = host;
        Cookies = cookies ?? new();
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = host };
        _http.DefaultRequestHeaders.Add("Accept-Language", "en");
    }

    public CookieContainer Cookies { get; }

    /// <summary>The page shown now; empty when the last redirect led elsewhere.</summary>
    public string Page { get; private set; } = "";

    public string Policy { get; private set; } = "";

    public int Status { get; private set; }

    /// <summary>Where the browser was sent that is not on the host: the client.</summary>
    public Uri? SentTo { get; private set; }

    public Task GoAsync(string path) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_http.BaseAddress!, path)));

    /// <summary>Sends the page's form with what it has hidden and these fields.</summary>
    public Task SubmitAsync(params (string Name, string Value)[] fields)
    {
        var form = FormOf().Match(Page);
        Assert.True(form.Success, Page);
        var action = WebUtility.HtmlDecode(form.Groups["action"].Value);
        var all = Hidden().Matches(Page).Select(m => (m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)))
            .Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        var target = new Uri(_at, action);
        return form.Groups["method"].Value == "get"
            ? GoAsync($"{target.AbsolutePath}?{string.Join('&', all.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"))}")
            : FollowAsync(new HttpRequestMessage(HttpMethod.Post, target) { Content = new FormUrlEncodedContent(all) });
    }

    private async Task FollowAsync(HttpRequestMessage request)
    {
        SentTo = null;
        for (var hops = 0; hops < 8; hops++)
        {
            _at = request.RequestUri!;
            using var response = await _http.SendAsync(request);
            Status = (int)response.StatusCode;
            if (response.Headers.Location is not { } location)
            {
                Page = await response.Content.ReadAsStringAsync();
                Policy = response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : "";
                return;
            }

            var next = new Uri(_at, location);
            if (next.Authority != _http.BaseAddress!.Authority)
            {
                (SentTo, Page) = (next, "");
                return;
            }

            request = new HttpRequestMessage(HttpMethod.Get, next);
        }

        Assert.Fail($"Redirected for ever, at last to {_at}.");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<form method=(?<method>\\w+) action=\"(?<action>[^\"]*)\">", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FormOf();

    [GeneratedRegex("<input type=hidden name=(?<name>\\w+) value=\"(?<value>[^\"]*)\">", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();
}
