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
    public static async Task<IResult> HandleAsync(HttpContext http, Grants grants, Sessions sessions, SignInPages pages)
    {
        if (SignInPages.Fault(http) is { } fault) return fault;
        var stop = http.RequestAborted;
        var code = http.GetOpenIddictServerRequest()?.UserCode;
        if (await grants.WhoAsync(http) is not { } who)
            return Results.LocalRedirect(SignInPages.With(
                SignInServerSetup.Verify + (code is null ? default : QueryString.Create(Parameters.UserCode, code))));

        var asked = await http.AuthenticateAsync(AuthorizeEndpoint.Scheme);
        if (asked.Principal is not { } told || await grants.ClientAsync(told.GetClaim(Claims.ClientId), stop) is not { } client)
            return pages.AskForCode(http, wrong: code is { Length: > 0 });

        var answer = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? await http.Request.ReadFormAsync(stop) : null;
        if (answer is null || !sessions.IsGenuine(http, answer) || answer["answer"] is not [{ Length: > 0 } said])
            return pages.Confirm(http, await grants.NameAsync(client, stop) ?? told.GetClaim(Claims.ClientId)!, code ?? string.Empty, who.Account.Username);
        var properties = new AuthenticationProperties { RedirectUri = $"{SignInPages.Path}/device-{(said == "yes" ? "done" : "refused")}" };
        if (said != "yes") return Results.Forbid(properties, [AuthorizeEndpoint.Scheme]);

        var identity = await grants.GrantAsync(who, client, told.GetScopes(), stop);
        return Results.SignIn(new ClaimsPrincipal(identity), properties, AuthorizeEndpoint.Scheme);
    }
}
