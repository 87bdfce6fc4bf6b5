using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.KitchenSheets;

/// <summary>
/// Links to a kitchen sheet that a browser can open, since its address bar sends no token: signed with HMAC-SHA256 over city, file, end and
/// whether names are shown, and good for some minutes for whoever has them. Any host with the same key believes them.
/// </summary>
public sealed class SheetLinks(IOptions<SignInSettings> signIn, IOptions<ApiSettings> api, TimeProvider clock)
{
    public const string Until = "until", Names = "names", Signature = "signature";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly byte[]? _key = signIn.Value.LinkSecret();

    /// <summary>Path and query; null when the host has no key to sign with.</summary>
    /// <param name="file">The sitting's id, with an ending or without.</param>
    /// <param name="names">The asker may see whose portions these are.</param>
    public string? Of(string file, bool names)
    {
        if (_key is null) return null;
        var until = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{KitchenSheetEndpoint.Folder}/{Uri.EscapeDataString(file)}?{Until}={until}&{Names}={(names ? 1 : 0)}&{Signature}={Sign(_key, file, until, names)}");
    }

    /// <summary>The request came by a link, true to its signature or not.</summary>
    public static bool IsLink(IQueryCollection query) => query.ContainsKey(Signature);

    /// <summary>Whether the link shows names; null when it is not one of ours, not for this file, or no longer good.</summary>
    public bool? Open(string file, IQueryCollection query)
    {
        if (_key is null || !long.TryParse(query[Until], NumberStyles.None, CultureInfo.InvariantCulture, out var until)) return null;
        if (query[Names].ToString() is not ("0" or "1")) return null;
        var names = query[Names] == "1";
        var (expected, given) = (Encoding.ASCII.GetBytes(Sign(_key, file, until, names)), Encoding.UTF8.GetBytes(query[Signature].ToString()));
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return CryptographicOperations.FixedTimeEquals(expected, given) && now <= until ? names : null;
    }

    private string Sign(byte[] key, string file, long until, bool names) => Convert.ToHexStringLower(HMACSHA256.HashData(
        key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{api.Value.City}\n{file}\n{until}\n{(names ? 1 : 0)}"))));
}
