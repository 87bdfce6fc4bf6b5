using System.Globalization;
using System.Security.Claims;
using Eldercare.People.Accounts;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Eldercare.Api.SignIn.Server;

/// <summary>What the tokens of the sign-in server say.</summary>
internal static class TokenClaims
{
    /// <summary>The account's epoch when the token was issued: of an earlier one it is good no more.</summary>
    public const string Epoch = "epoch";

    /// <summary>Of somebody who signed in.</summary>
    /// <param name="account">Who.</param>
    /// <param name="signedInAt">When, in seconds since 1970 (OpenID Connect Core, 2): null where that is not known any more.</param>
    /// <param name="scopes">Of the tokens.</param>
    /// <param name="audience">Whom they are for.</param>
    public static ClaimsIdentity Of(AccountRecord account, long? signedInAt, IEnumerable<string> scopes, string audience)
    {
        var identity = New(account.Account.Value.ToString(), account.Roles, account.District, account.Site, scopes, audience);
        if (account.Elder is { } elder) identity.SetClaim("elder", elder.Value.ToString());
        identity.SetClaim(Epoch, account.Epoch);
        if (signedInAt is { } at) identity.SetClaim(Claims.AuthenticationTime, at);
        identity.SetDestinations(Destinations);
        return identity;
    }

    /// <summary>Of a client without anybody who signed in.</summary>
    public static ClaimsIdentity Of(string client, ClientRights rights, IEnumerable<string> scopes, string audience)
    {
        var identity = New($"client:{client}", rights.Roles, rights.District, rights.Site, scopes, audience);
        identity.SetDestinations(Destinations);
        return identity;
    }

    /// <summary>Whether what was signed in then is still good for the account.</summary>
    public static bool IsOf(ClaimsPrincipal told, AccountRecord account) =>
        !account.Disabled && told.GetClaim(Epoch) == account.Epoch.ToString(CultureInfo.InvariantCulture);

    private static ClaimsIdentity New(string subject, string roles, string? district, Guid? site, IEnumerable<string> scopes, string audience)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject).SetClaims("roles", [.. roles.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        if (district is not null) identity.SetClaim("district", district);
        if (site is { } s) identity.SetClaim("site", s.ToString());
        identity.SetScopes(scopes);
        identity.SetResources(audience);
        return identity;
    }

    /// <summary>When somebody whose token this is signed in.</summary>
    public static long? SignedInAt(ClaimsPrincipal told) =>
        long.TryParse(told.GetClaim(Claims.AuthenticationTime), CultureInfo.InvariantCulture, out var at) ? at : null;

    /// <summary>Rights stand in access tokens alone: an identity token tells a client who it is and since when, and nothing else.</summary>
    private static IEnumerable<string> Destinations(System.Security.Claims.Claim claim) => claim.Type switch
    {
        Claims.Subject => [OpenIddictConstants.Destinations.AccessToken, OpenIddictConstants.Destinations.IdentityToken],
        Claims.AuthenticationTime => [OpenIddictConstants.Destinations.IdentityToken],
        _ => [OpenIddictConstants.Destinations.AccessToken],
    };
}
