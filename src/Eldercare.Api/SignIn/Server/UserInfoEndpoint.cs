using Eldercare.Api.SignIn.Accounts;
using Eldercare.People.Accounts;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Eldercare.Api.SignIn.Server;

/// <summary>
/// Who signed in, for the client that has her access token (OpenID Connect Core 1.0, 5.3): what the account says now. Its name at sign-in comes
/// with the scope <c>profile</c>; a person's real name is not the sign-in server's to tell.
/// </summary>
internal static class UserInfoEndpoint
{
    public static async Task<IResult> HandleAsync(HttpContext http, AccountBook accounts)
    {
        // OpenIddict has checked the token, and that it was not revoked.
        var told = (await http.AuthenticateAsync(AuthorizeEndpoint.Scheme)).Principal;
        if (told is null) return AuthorizeEndpoint.Refuse(Errors.InvalidToken, "There is no access token.");
        if (!told.HasScope(Scopes.OpenId)) return AuthorizeEndpoint.Refuse(Errors.InsufficientScope, "The access token was asked for without the scope openid.");
        if (!Guid.TryParse(told.GetClaim(Claims.Subject), out var id)
            || await accounts.FindAsync(new AccountId(id), http.RequestAborted) is not { } account || !TokenClaims.IsOf(told, account))
            return AuthorizeEndpoint.Refuse(Errors.InvalidToken, "The sign-in has ended.");

        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [Claims.Subject] = account.Account.ToString(),
            ["roles"] = account.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
        if (account.District is { } district) claims["district"] = district;
        if (account.Site is { } site) claims["site"] = site;
        if (account.Elder is { } elder) claims["elder"] = elder.Value;
        if (told.HasScope(Scopes.Profile)) claims[Claims.Name] = claims[Claims.PreferredUsername] = account.Username;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(claims);
    }
}
