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

/// <summary>
/// A client asks for a code. Who is signed in here gets it at once: the clients are the city's own, and nobody has to consent. OpenIddict has
/// checked the client, where it wants the code sent, and its challenge.
/// </summary>
internal static class AuthorizeEndpoint
{
    public const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> HandleAsync(
        HttpContext http, Sessions sessions, SignInSteps steps, IOpenIddictApplicationManager applications,
        IOpenIddictAuthorizationManager authorizations, IOptions<SignInSettings> settings)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("This is no request of OpenID Connect.");
        var stop = http.RequestAborted;
        var session = await sessions.FindAsync(http);
        var (step, account) = await steps.NextAsync(session, stop);
        var again = request.HasPromptValue(PromptValues.Login)
            || (request.MaxAge is { } age && session is { } s && s.CreatedAt + TimeSpan.FromSeconds(age) < steps.Now);
        if (step != Step.Done || again || session is null || account is null)
        {
            if (request.HasPromptValue(PromptValues.None)) return Refuse(Errors.LoginRequired, "Nobody is signed in.");
            // Begun anew, and without the wish for it: else it would never end.
            if (again) await sessions.EndAsync(http);
            var query = http.Request.Query.Where(p => !(again && p.Key is Parameters.Prompt or Parameters.MaxAge));
            return Results.LocalRedirect(SignInPages.With(SignInServerSetup.Authorize + QueryString.Create(query)));
        }

        var identity = TokenClaims.Of(account, request.GetScopes(), settings.Value.Audience);
        var application = await applications.FindByClientIdAsync(request.ClientId!, stop)
            ?? throw new InvalidOperationException("The client has gone.");
        var authorization = await authorizations.CreateAsync(
            identity, account.Account.Value.ToString(), (await applications.GetIdAsync(application, stop))!, AuthorizationTypes.AdHoc, identity.GetScopes(), stop);
        var id = (await authorizations.GetIdAsync(authorization, stop))!;
        identity.SetAuthorizationId(id);
        await sessions.AddAsync(session, id, stop);
        return Results.SignIn(new ClaimsPrincipal(identity), properties: null, Scheme);
    }

    /// <summary>An error in the words of OpenID Connect.</summary>
    public static IResult Refuse(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [Scheme]);
}
