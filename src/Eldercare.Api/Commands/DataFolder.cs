using System.Security.Cryptography;
using System.Text.Json;

namespace Eldercare.Api.Commands;

/// <summary>A demo's folder: the database, the generated registries, the key its sign-ins are signed with, what was done so far.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    public string Registries => System.IO.Path.Combine(Path, "registries");

    private string StateFile => System.IO.Path.Combine(Path, "state.json");

    /// <summary>Below the user's data; root's own home is closed to the user who runs PostgreSQL, so there it is /var/lib.</summary>
    public static string Default(bool small)
    {
        var root = Environment.UserName == "root"
            ? "/var/lib/eldercare"
            : System.IO.Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "eldercare");
        return System.IO.Path.Combine(root, small ? "demo-small" : "demo");
    }

    /// <summary>Opens the folder for this process alone.</summary>
    /// <exception cref="UserFaultException">Another demo uses it, or it cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            var file = new FileStream(System.IO.Path.Combine(path, "demo.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataFolder(path, file);
        }
        catch (IOException)
        {
            throw new UserFaultException($"Another demo uses the folder {path}. Stop it, or choose another one with --data.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UserFaultException($"The folder {path} cannot be written. Choose another one with --data.");
        }
    }

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

    /// <summary>Removes all but the lock.</summary>
    public void Empty()
    {
        foreach (var entry in new DirectoryInfo(Path).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder) folder.Delete(recursive: true);
            else if (entry.Name != "demo.lock") entry.Delete();
        }
    }

    public void Dispose() => _lock.Dispose();
}

/// <param name="GeneratedFor">The city's date the registries were made for.</param>
/// <param name="Present">Registries, residents, applications and bookings are in.</param>
/// <param name="History">The meal history is in.</param>
public sealed record DemoState(DateOnly? GeneratedFor = null, bool Present = false, bool History = false);

/// <summary>Something the person at the terminal can mend; the message says how.</summary>
public sealed class UserFaultException(string message) : Exception(message);
