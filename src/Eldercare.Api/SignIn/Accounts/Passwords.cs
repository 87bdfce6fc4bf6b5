using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Konscious.Security.Cryptography;

namespace Eldercare.Api.SignIn.Accounts;

/// <summary>
/// Argon2id (RFC 9106) with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. They stand beside each hash, so
/// that they can be raised: a password that was hashed with others is hashed anew when it is next typed.
/// </summary>
public static class Passwords
{
    public const int Shortest = 12;
    public const int Longest = 128;

    private const int Memory = 19_456;
    private const int Passes = 2;
    private const int Lanes = 1;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>Letters and digits that are not taken for one another.</summary>
    private const string Readable = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Each takes 19 MiB: so many at a time, and the others wait.</summary>
    private static readonly SemaphoreSlim s_gate = new(Math.Max(2, Environment.ProcessorCount));

    /// <summary>Verified when there is no such account: whoever guesses names learns nothing from the clock.</summary>
    private static readonly Lazy<Task<string>> s_nobody = new(() => HashAsync(New()));

    /// <summary>One nobody has thought of: 100 bits, in groups that can be read out.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Readable, 5)));

    /// <summary>What is wrong with a password of somebody's own choice; null when nothing is.</summary>
    public static PasswordFault? Fault(string? password, string username) => password switch
    {
        null or { Length: < Shortest } => PasswordFault.TooShort,
        { Length: > Longest } => PasswordFault.TooLong,
        _ when password.Contains(username, StringComparison.OrdinalIgnoreCase) => PasswordFault.HoldsName,
        _ when password.Distinct().Count() < 5 => PasswordFault.TooSimple,
        _ => null,
    };

    /// <summary>A PHC string: <c>$argon2id$v=19$m=…,t=…,p=…$salt$hash</c>.</summary>
    public static async Task<string> HashAsync(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = await DeriveAsync(password, salt, Memory, Passes, Lanes);
        return string.Create(CultureInfo.InvariantCulture, $"$argon2id$v=19$m={Memory},t={Passes},p={Lanes}${Base64(salt)}${Base64(hash)}");
    }

    /// <param name="phc">The account's; null when there is none, which takes as long.</param>
    /// <param name="password">As typed.</param>
    /// <returns>Whether it is the one, and whether it should be hashed anew.</returns>
    public static async Task<(bool Right, bool Outdated)> VerifyAsync(string? phc, string password)
    {
        var (memory, passes, lanes, salt, hash) = Read(phc ?? await s_nobody.Value);
        var possible = password.Length is > 0 and <= Longest;
        var derived = await DeriveAsync(possible ? password : nameof(password), salt, memory, passes, lanes);
        var right = CryptographicOperations.FixedTimeEquals(derived, hash) && phc is not null && possible;
        return (right, right && (memory, passes, lanes) != (Memory, Passes, Lanes));
    }

    private static async Task<byte[]> DeriveAsync(string password, byte[] salt, int memory, int passes, int lanes)
    {
        await s_gate.WaitAsync();
        try
        {
            using var argon = new Argon2id(Encoding.UTF8.GetBytes(password.Normalize())) { Salt = salt, MemorySize = memory, Iterations = passes, DegreeOfParallelism = lanes };
            return await argon.GetBytesAsync(HashBytes);
        }
        finally
        {
            s_gate.Release();
        }
    }

    private static (int Memory, int Passes, int Lanes, byte[] Salt, byte[] Hash) Read(string phc)
    {
        if (phc.Split('$') is not ["", "argon2id", "v=19", var parameters, var salt, var hash] || parameters.Split(',') is not [var m, var t, var p])
            throw new FormatException("This is no hash of a password.");
        return (Number(m), Number(t), Number(p), Bytes(salt), Bytes(hash));
    }

    private static int Number(string parameter) => int.Parse(parameter.AsSpan(2), CultureInfo.InvariantCulture);

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Bytes(string base64) => Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
}

/// <summary>What is wrong with a password.</summary>
public enum PasswordFault
{
    TooShort,
    TooLong,
    HoldsName,

    /// <summary>Fewer than five different characters.</summary>
    TooSimple,
}
