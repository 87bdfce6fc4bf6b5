using System.Security.Claims;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.People.Accounts;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Eldercare.Api.SignIn.Server;

/// <summary>Tokens for a code, a device's code, a refresh token, or a client's own secret. What they say is read anew each time.</summary>
internal static class TokenEndpoint
{
    public static async Task<IResult> HandleAsync(
        HttpContext http, AccountBook accounts, ClientBook clients, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations,
        IOptions<SignInSettings> settings)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("This is no request of OpenID Connect.");
        var stop = http.RequestAborted;
        if (request.IsClientCredentialsGrantType())
        {
            if (await clients.RightsAsync(request.ClientId!, stop) is not { } rights)
                return AuthorizeEndpoint.Refuse(Errors.UnauthorizedClient, "This client has no rights of its own.");
            return SignIn(TokenClaims.Of(request.ClientId!, rights, request.GetScopes(), settings.Value.Audience));
        }

        var told = (await http.AuthenticateAsync(AuthorizeEndpoint.Scheme)).Principal;
        if (told is null || !Guid.TryParse(told.GetClaim(Claims.Subject), out var id)
            || await accounts.FindAsync(new AccountId(id), stop) is not { } account || !TokenClaims.IsOf(told, account))
            return AuthorizeEndpoint.Refuse(Errors.InvalidGrant, "The sign-in has ended.");
        if (request.IsRefreshTokenGrantType() && !await tokens.IsFirstAsync(told, stop))
        {
            if (told.GetAuthorizationId() is { } chain) await RevokedChain.EndAsync(chain, tokens, authorizations, stop);
            return AuthorizeEndpoint.Refuse(Errors.InvalidGrant, "The refresh token was used before.");
        }

        var identity = TokenClaims.Of(account, TokenClaims.SignedInAt(told), told.GetScopes(), settings.Value.Audience);
        identity.SetAuthorizationId(told.GetAuthorizationId());
        return SignIn(identity);
    }

    private static IResult SignIn(ClaimsIdentity identity) =>
        Results.SignIn(new ClaimsPrincipal(identity), properties: null, AuthorizeEndpoint.Scheme);
}
