using System.Security.Claims;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Eldercare.Api.SignIn.Server;

/// <summary>What is good once: refresh tokens, and the codes that devices show.</summary>
internal static class Redeeming
{
    /// <summary>
    /// Uses a token up. OpenIddict does so too, and goes on all the same when another was faster, at this host or the other: two at once are one
    /// too many, as two one after the other are.
    /// </summary>
    /// <returns>Whether this was the first use.</returns>
    public static async Task<bool> IsFirstAsync(this IOpenIddictTokenManager tokens, ClaimsPrincipal told, CancellationToken stop) =>
        told.GetTokenId() is { } id && await tokens.FindByIdAsync(id, stop) is { } token
        && await tokens.HasStatusAsync(token, Statuses.Valid, stop) && await tokens.TryRedeemAsync(token, stop);

    /// <summary>Whether somebody signed a device in with the code that it shows.</summary>
    /// <param name="tokens">All tokens.</param>
    /// <param name="code">As it was typed.</param>
    /// <param name="stop">Ends the search.</param>
    public static async Task<bool> WasUsedAsync(this IOpenIddictTokenManager tokens, string code, CancellationToken stop) =>
        DigitsOf(code) is { Length: > 0 } digits && await tokens.FindByReferenceIdAsync(digits, stop) is { } token
        && await tokens.HasStatusAsync(token, Statuses.Redeemed, stop);

    /// <summary>A device's code as the device shows it, however it was typed: people compare the two.</summary>
    public static string AsShown(string code) => string.Join('-', DigitsOf(code).Chunk(4).Select(c => new string(c)));

    private static string DigitsOf(string code) => new([.. code.Where(char.IsAsciiDigit)]);
}
