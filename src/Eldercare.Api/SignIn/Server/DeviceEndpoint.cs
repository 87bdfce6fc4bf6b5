using System.Security.Claims;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Pages;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Eldercare.Api.SignIn.Server;

/// <summary>Somebody signs a device in that shows a code, such as a tablet at the door: types the code, sees which client it is, and says yes.</summary>
internal static class DeviceEndpoint
{
    private const string Yes = "yes";
    private const string Done = $"{SignInPages.Path}/device-done";

    public static async Task<IResult> HandleAsync(HttpContext http, Grants grants, Sessions sessions, SignInPages pages, IOpenIddictTokenManager tokens)
    {
        if (SignInPages.Fault(http) is { } fault) return fault;
        var stop = http.RequestAborted;
        var code = http.GetOpenIddictServerRequest()?.UserCode;
        if (await grants.WhoAsync(http) is not { } who)
            return Results.LocalRedirect(SignInPages.With(
                SignInServerSetup.Verify + (code is null ? default : QueryString.Create(Parameters.UserCode, code))));

        var form = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? await http.Request.ReadFormAsync(stop) : null;
        var said = form is not null && sessions.IsGenuine(http, form) && form["answer"] is [{ Length: > 0 } answer] ? answer : null;
        var asked = await http.AuthenticateAsync(AuthorizeEndpoint.Scheme);
        if (asked.Principal is not { } told || await grants.ClientAsync(told.GetClaim(Claims.ClientId), stop) is not { } client)
            // Whoever taps twice is told what the first tap did.
            return said == Yes && code is not null && await tokens.WasUsedAsync(code, stop)
                ? Results.LocalRedirect(Done)
                : pages.AskForCode(http, wrong: code is { Length: > 0 });
        if (said is null)
            return pages.Confirm(http, await grants.NameAsync(client, stop) ?? told.GetClaim(Claims.ClientId)!, code ?? string.Empty, who.Account.Username);
        if (said != Yes) return Results.Forbid(new AuthenticationProperties { RedirectUri = $"{SignInPages.Path}/device-refused" }, [AuthorizeEndpoint.Scheme]);
        // A browser lets go of the first tap when it is tapped again: from here on that stops nothing half way.
        http.RequestAborted = CancellationToken.None;
        if (!await tokens.IsFirstAsync(told, CancellationToken.None)) return Results.LocalRedirect(Done);

        var identity = await grants.GrantAsync(who, client, told.GetScopes(), CancellationToken.None);
        return Results.SignIn(new ClaimsPrincipal(identity), new AuthenticationProperties { RedirectUri = Done }, AuthorizeEndpoint.Scheme);
    }
}
