namespace Eldercare.Scenarios.CommandLine;

/// <summary>A folder for what commands leave behind, which the user that runs PostgreSQL may enter; removed in the end.</summary>
public sealed class CommandFolder : IDisposable
{
    public CommandFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"eldercare-command-{Guid.NewGuid():N}");

    public string Of(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
