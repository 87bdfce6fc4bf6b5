using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Pages;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;

namespace Eldercare.Api.SignIn.Server;

/// <summary>Signs out: ends the session, and what clients were given in it. Asks first, so that no foreign page can sign anybody out.</summary>
internal static class EndSessionEndpoint
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, Sessions sessions, SignInPages pages, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations)
    {
        if (SignInPages.Fault(http) is { } fault) return fault;
        var stop = http.RequestAborted;
        if (await sessions.FindAsync(http) is { } session)
        {
            var answer = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? await http.Request.ReadFormAsync(stop) : null;
            if (answer is null || !sessions.IsGenuine(http, answer)) return pages.ConfirmSignOut(http);
            foreach (var authorization in session.Authorizations) await RevokedChain.EndAsync(authorization, tokens, authorizations, stop);
            await sessions.EndAsync(http);
        }

        return Results.SignOut(new AuthenticationProperties { RedirectUri = $"{SignInPages.Path}/out" }, [AuthorizeEndpoint.Scheme]);
    }
}
