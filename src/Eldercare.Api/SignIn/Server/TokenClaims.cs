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
    public static ClaimsIdentity Of(AccountRecord account, IEnumerable<string> scopes, string audience)
    {
        var identity = New(account.Account.Value.ToString(), account.Roles, account.District, account.Site, scopes, audience);
        if (account.Elder is { } elder) identity.SetClaim("elder", elder.Value.ToString());
        identity.SetClaim(Epoch, account.Epoch);
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

    /// <summary>Rights stand in access tokens alone: an identity token tells a client who it is and nothing else.</summary>
    private static IEnumerable<string> Destinations(System.Security.Claims.Claim claim) => claim.Type == Claims.Subject
        ? [OpenIddictConstants.Destinations.AccessToken, OpenIddictConstants.Destinations.IdentityToken]
        : [OpenIddictConstants.Destinations.AccessToken];
}
