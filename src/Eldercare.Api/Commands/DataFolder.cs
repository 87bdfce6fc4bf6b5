using System.Security.Cryptography;
using System.Text.Json;
using Eldercare.Store.Embedded;

namespace Eldercare.Api.Commands;

/// <summary>A demo's folder: the database, the generated registries, the key its sign-ins are signed with, what was done so far.</summary>
public sealed class DataFolder(string path)
{
    /// <summary>Marks a folder as a demo's: only such a one is ever emptied.</summary>
    public const string Marker = "eldercare-demo.json";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Registries => System.IO.Path.Combine(Path, "registries");

    public string CityToken => System.IO.Path.Combine(Path, "city-office.token");

    private string StateFile => System.IO.Path.Combine(Path, Marker);

    private string KeyFile => System.IO.Path.Combine(Path, "signing.key");

    /// <summary>Names and passwords of the demo's accounts and its district system.</summary>
    public string Accounts => System.IO.Path.Combine(Path, "accounts.txt");

    private string SignInKeyFile => System.IO.Path.Combine(Path, "signin.key");

    private string CardKeyFile => System.IO.Path.Combine(Path, "card.key");

    public bool IsDemo => File.Exists(StateFile);

    /// <summary>Nothing lies in it but what an interrupted start may have left.</summary>
    public bool IsEmpty => !Directory.Exists(Path)
        || Directory.EnumerateFileSystemEntries(Path).All(e => System.IO.Path.GetFileName(e) == EmbeddedPostgres.OwnerFile);

    /// <summary>A demo, or a command, has its database running.</summary>
    public bool IsRunning => EmbeddedPostgres.IsOwned(Path);

    /// <summary>Below the user's data, or /var/lib/eldercare where the user who runs PostgreSQL may not enter it.</summary>
    public static string Default(bool small) => EmbeddedPostgresOptions.DefaultFolder(KnownDemos.UserData, small ? "demo-small" : "demo");

    /// <summary>The key in base64; made at the first call.</summary>
    public string SigningKey()
    {
        if (!File.Exists(KeyFile)) WriteSecret(KeyFile, DemoKey.New());
        return File.ReadAllText(KeyFile);
    }

    /// <summary>The key cards are known by, in base64; made at the first call.</summary>
    public string CardKey()
    {
        if (!File.Exists(CardKeyFile)) WriteSecret(CardKeyFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
        return File.ReadAllText(CardKeyFile);
    }

    /// <summary>The key that seals what the sign-in server keeps, in base64; made at the first call.</summary>
    public string SignInKey()
    {
        if (!File.Exists(SignInKeyFile)) WriteSecret(SignInKeyFile, DemoKey.New());
        return File.ReadAllText(SignInKeyFile);
    }

    public DemoState State() => JsonSerializer.Deserialize<DemoState>(File.ReadAllText(StateFile)) ?? new DemoState();

    public void Save(DemoState state)
    {
        Directory.CreateDirectory(Path);
        var next = StateFile + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(state));
        File.Move(next, StateFile, overwrite: true);
    }

    /// <summary>Writes what only this user may read.</summary>
    public static void WriteSecret(string file, string text)
    {
        File.Delete(file);
        using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var writer = new StreamWriter(stream);
        writer.Write(text);
    }
}

/// <param name="Small">Which of the two cities.</param>
/// <param name="GeneratedFor">The city's date the registries were made for.</param>
/// <param name="Present">Registries, residents, applications and bookings are in.</param>
/// <param name="History">The meal history is in.</param>
public sealed record DemoState(bool Small = false, DateOnly? GeneratedFor = null, bool Present = false, bool History = false)
{
    public override string ToString() => Small ? "the small city" : "the whole city";
}

/// <summary>Signs a demo's sign-ins. It says of itself that it is a demo's, so that production can refuse it wherever it comes from.</summary>
internal static class DemoKey
{
    private static readonly byte[] s_mark = "eldercare-demo:"u8.ToArray();

    public static string New() => Convert.ToBase64String([.. s_mark, .. RandomNumberGenerator.GetBytes(48)]);

    /// <param name="key">Its bytes.</param>
    public static bool Is(ReadOnlySpan<byte> key) => key.StartsWith(s_mark);
}

/// <summary>Something the person at the terminal can mend; the message says how.</summary>
public sealed class UserFaultException(string message) : Exception(message);
