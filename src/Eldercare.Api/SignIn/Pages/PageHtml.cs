using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Eldercare.Api.SignIn.Pages;

/// <summary>A sign-in page: one column, large letters, no script and nothing from elsewhere; readable on a phone and by a screen reader.</summary>
internal static class PageHtml
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--ground:#f4f6f8;--paper:#fff;--line:#8c959f;--strong:#0b5cad;--bad:#a40e26;--on:#fff}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#adbac7;--ground:#0d1117;--paper:#161b22;--line:#6e7681;--strong:#7db9ff;--bad:#ff9a9a;--on:#0d1117}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:1.125rem/1.55 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
        main{max-width:26rem;margin:0 auto;padding:1.5rem 1.25rem;min-height:100vh}
        @media(min-width:34rem){main{margin:8vh auto;min-height:0;background:var(--paper);border-radius:.75rem;padding:2rem 2.25rem;box-shadow:0 1px 4px rgba(0,0,0,.18)}}
        .city{color:var(--soft);margin:0 0 .25rem;font-size:1rem}
        h1{font-size:1.6rem;line-height:1.25;margin:0 0 1.25rem}
        label{display:block;margin:1rem 0 .3rem;font-weight:600}
        input{width:100%;font:inherit;color:inherit;background:var(--paper);padding:.65rem .75rem;border:1px solid var(--line);border-radius:.4rem}
        input:focus-visible,button:focus-visible,a:focus-visible{outline:3px solid var(--strong);outline-offset:2px}
        button{width:100%;font:inherit;font-weight:600;margin-top:1.4rem;padding:.75rem;border:1px solid var(--strong);border-radius:.4rem;background:var(--strong);color:var(--on);cursor:pointer}
        a.button{display:block;text-align:center;text-decoration:none;font-weight:600;margin-top:1.4rem;padding:.75rem;border:1px solid var(--strong);border-radius:.4rem;background:var(--strong);color:var(--on)}
        button.plain{background:transparent;color:var(--strong);margin-top:.75rem}
        .good{border-left:4px solid var(--strong);padding:.4rem .8rem;margin:0 0 1rem}
        .bad{border-left:4px solid var(--bad);padding:.4rem .8rem;margin:0 0 1rem;color:var(--bad)}
        .code{font:1.15rem/1.6 ui-monospace,monospace;overflow-wrap:anywhere}
        .big{font:700 1.8rem/1.3 ui-monospace,monospace;letter-spacing:.08em}
        .picture{background:#fff;padding:.75rem;width:14rem;max-width:100%;margin:1rem auto}
        .picture svg{display:block;width:100%;height:auto}
        ul{padding:0;margin:1rem 0;list-style:none;columns:2}
        a{color:var(--strong)}
        """;

    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string s_styleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <summary>Text as it stands in a page.</summary>
    public static string Text(string text) => s_encoder.Encode(text);

    public static string Error(string? text) => text is null ? string.Empty : $"<p class=bad role=alert id=fault>{Text(text)}</p>";

    public static string Note(string text) => $"<p class=good role=status>{Text(text)}</p>";

    public static string Button(string to, string text) => $"<a class=button href=\"{Text(to)}\">{Text(text)}</a>";

    public static string Field(string name, string label, string type, string complete, string more = "") =>
        $"<label for={name}>{Text(label)}</label><input id={name} name={name} type={type} autocomplete=\"{complete}\" required maxlength=200 {more}>";

    public static string Code(string label, string mode = "numeric") => Field(
        "code", label, "text", "one-time-code", $"inputmode={mode} autocapitalize=none spellcheck=false autofocus");

    /// <param name="texts">The language.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="body">HTML.</param>
    /// <param name="leadsTo">Where its form may lead besides this host: browsers hold redirects after a form to it.</param>
    /// <param name="status">Of HTTP.</param>
    public static IResult Page(SignInTexts texts, string title, string body, string? leadsTo = null, int status = StatusCodes.Status200OK) =>
        new Result(
            $"<!doctype html><html lang={texts.Lang}><head><meta charset=utf-8><meta name=viewport content=\"width=device-width,initial-scale=1\">"
            + $"<title>{Text(title)} · Eldercare</title><style>{Style}</style></head>"
            + $"<body><main><p class=city>Eldercare</p><h1>{Text(title)}</h1>{body}</main></body></html>",
            $"default-src 'none'; style-src 'sha256-{s_styleHash}'; form-action 'self'{(leadsTo is null ? "" : " " + leadsTo)}; base-uri 'none'; frame-ancestors 'none'",
            status);

    private sealed class Result(string html, string policy, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers.ContentSecurityPolicy = policy;
            response.Headers.CacheControl = "no-store";
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.XFrameOptions = "DENY";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers.Vary = "Accept-Language, Cookie";
            return response.WriteAsync(html, httpContext.RequestAborted);
        }
    }
}
