using System.Security.Claims;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Pages;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Eldercare.Api.SignIn.Server;

/// <summary>Somebody signs a device in that shows a code, such as a tablet at the door: types the code, sees which client it is, and says yes.</summary>
internal static class DeviceEndpoint
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, Sessions sessions, SignInSteps steps, SignInPages pages, IOpenIddictApplicationManager applications,
        IOpenIddictAuthorizationManager authorizations, IOptions<SignInSettings> settings)
    {
        var stop = http.RequestAborted;
        var session = await sessions.FindAsync(http);
        var (step, account) = await steps.NextAsync(session, stop);
        var code = http.GetOpenIddictServerRequest()?.UserCode;
        if (step != Step.Done || session is null || account is null)
            return Results.LocalRedirect(SignInPages.With(
                SignInServerSetup.Verify + (code is null ? default : QueryString.Create(Parameters.UserCode, code))));

        var asked = await http.AuthenticateAsync(AuthorizeEndpoint.Scheme);
        if (asked.Principal?.GetClaim(Claims.ClientId) is not { Length: > 0 } client
            || await applications.FindByClientIdAsync(client, stop) is not { } application)
            return pages.AskForCode(http, wrong: code is { Length: > 0 });

        var answer = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? await http.Request.ReadFormAsync(stop) : null;
        if (answer is null || !sessions.IsGenuine(http, answer) || answer["answer"] is not [{ Length: > 0 } said])
            return pages.Confirm(http, await applications.GetDisplayNameAsync(application, stop) ?? client, code ?? string.Empty);
        var properties = new AuthenticationProperties { RedirectUri = $"{SignInPages.Path}/device-{(said == "yes" ? "done" : "refused")}" };
        if (said != "yes") return Results.Forbid(properties, [AuthorizeEndpoint.Scheme]);

        var identity = TokenClaims.Of(account, asked.Principal.GetScopes(), settings.Value.Audience);
        var authorization = await authorizations.CreateAsync(
            identity, account.Account.Value.ToString(), (await applications.GetIdAsync(application, stop))!, AuthorizationTypes.AdHoc, identity.GetScopes(), stop);
        identity.SetAuthorizationId(await authorizations.GetIdAsync(authorization, stop));
        return Results.SignIn(new ClaimsPrincipal(identity), properties, AuthorizeEndpoint.Scheme);
    }
}
