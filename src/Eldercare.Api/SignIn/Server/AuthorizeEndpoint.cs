using System.Security.Claims;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Pages;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
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

    public static async Task<IResult> HandleAsync(HttpContext http, Grants grants, Sessions sessions, TimeProvider clock)
    {
        if (SignInPages.Fault(http) is { } fault) return fault;
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("This is no request of OpenID Connect.");
        var stop = http.RequestAborted;
        var who = await grants.WhoAsync(http);
        var again = request.HasPromptValue(PromptValues.Login)
            || (request.MaxAge is { } age && (who is null || (clock.GetUtcNow() - who.Session.CreatedAt).TotalSeconds > age));
        if (who is null || again)
        {
            if (request.HasPromptValue(PromptValues.None)) return Refuse(Errors.LoginRequired, "Nobody is signed in.");
            // The page asks anew, and leads on without the wish for it: else it would never end. To be asked ends nothing.
            var query = request.GetParameters().Where(p => !(again && p.Key is Parameters.Prompt or Parameters.MaxAge))
                .Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
            return Results.LocalRedirect(SignInPages.With(SignInServerSetup.Authorize + QueryString.Create(query), again ? who?.Session.CreatedAt : null));
        }

        var client = await grants.ClientAsync(request.ClientId, stop) ?? throw new InvalidOperationException("The client has gone.");
        var identity = await grants.GrantAsync(who, client, request.GetScopes(), stop);
        await sessions.AddAsync(who.Session, identity.GetAuthorizationId()!, stop);
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
