using Eldercare.Api.SignIn;
using Microsoft.AspNetCore.Http;

namespace Eldercare.Api.Http;

/// <summary>How a table to download answers before it is one: in plain text, which no cache keeps.</summary>
internal static class ExportDoor
{
    /// <returns>Who asks; null when nobody who is signed in does, which is answered with 401.</returns>
    public static async Task<Caller?> SignedInAsync(this HttpContext http, TokenReader tokens)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Authorization";
        if (await tokens.ReadAsync(http.Request.Headers.Authorization) is { IsAnonymous: false } caller) return caller;
        http.Response.Headers.WWWAuthenticate = "Bearer";
        await http.SayAsync(StatusCodes.Status401Unauthorized, new("请先登录：访问令牌缺失或无效。", "This needs a bearer token that is valid."));
        return null;
    }

    public static async Task SayAsync(this HttpContext http, int status, Words words)
    {
        var language = http.MessageLanguage();
        http.Response.SaysIn(language);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(words.In(language), http.RequestAborted);
    }
}
