using System.Security.Cryptography;
using System.Text.Json;
using Eldercare.Store.Embedded;

namespace Eldercare.Api.Commands;

/// <summary>A demo's folder: the database, the generated registries, the key its sign-ins are signed with, what was done so far.</summary>
public sealed class DataFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Registries => System.IO.Path.Combine(Path, "registries");

    private string StateFile => System.IO.Path.Combine(Path, "state.json");

    /// <summary>Below the user's data, or /var/lib/eldercare where the user who runs PostgreSQL may not enter it.</summary>
    public static string Default(bool small) => EmbeddedPostgresOptions.DefaultFolder(
        System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "eldercare"),
        small ? "demo-small" : "demo");

    /// <summary>The key in base64; made at the first call.</summary>
    public string SigningKey()
    {
        var file = System.IO.Path.Combine(Path, "signing.key");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return File.ReadAllText(file);
    }

    public DemoState State() => File.Exists(StateFile)
        ? JsonSerializer.Deserialize<DemoState>(File.ReadAllText(StateFile)) ?? new DemoState()
        : new DemoState();

    public void Save(DemoState state)
    {
        var next = StateFile + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(state));
        File.Move(next, StateFile, overwrite: true);
    }
}

/// <param name="GeneratedFor">The city's date the registries were made for.</param>
/// <param name="Present">Registries, residents, applications and bookings are in.</param>
/// <param name="History">The meal history is in.</param>
public sealed record DemoState(DateOnly? GeneratedFor = null, bool Present = false, bool History = false);

/// <summary>Something the person at the terminal can mend; the message says how.</summary>
public sealed class UserFaultException(string message) : Exception(message);
