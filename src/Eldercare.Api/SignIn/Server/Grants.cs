using System.Security.Claims;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.People.Accounts;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Eldercare.Api.SignIn.Server;

/// <summary>Somebody who is through with the sign-in page, in this browser.</summary>
internal sealed record SignedIn(Session Session, AccountRecord Account);

/// <summary>What a client is given by somebody who is signed in, at whichever of the endpoints it asks.</summary>
internal sealed class Grants(
    Sessions sessions, SignInSteps steps, IOpenIddictApplicationManager applications, IOpenIddictAuthorizationManager authorizations,
    IOptions<SignInSettings> settings)
{
    /// <summary>Null while the page has something left to ask.</summary>
    public async Task<SignedIn?> WhoAsync(HttpContext http)
    {
        var session = await sessions.FindAsync(http);
        return session is not null && await steps.NextAsync(session, http.RequestAborted) is (Step.Done, { } account) ? new(session, account) : null;
    }

    public async Task<object?> ClientAsync(string? id, CancellationToken stop) =>
        id is { Length: > 0 } ? await applications.FindByClientIdAsync(id, stop) : null;

    public async Task<string?> NameAsync(object client, CancellationToken stop) => await applications.GetDisplayNameAsync(client, stop);

    /// <summary>An authorization of its own, by which all that comes of it can be ended.</summary>
    public async Task<ClaimsIdentity> GrantAsync(SignedIn who, object client, IEnumerable<string> scopes, CancellationToken stop)
    {
        var identity = TokenClaims.Of(who.Account, who.Session.CreatedAt.ToUnixTimeSeconds(), scopes, settings.Value.Audience);
        var authorization = await authorizations.CreateAsync(
            identity, who.Account.Account.Value.ToString(), (await applications.GetIdAsync(client, stop))!, AuthorizationTypes.AdHoc, identity.GetScopes(), stop);
        identity.SetAuthorizationId(await authorizations.GetIdAsync(authorization, stop));
        return identity;
    }
}
