namespace Eldercare.Testing;

/// <summary>Where the solution lies: above the test's own program. (A deterministic build maps source paths away, so the compiler cannot tell.)</summary>
internal static class SolutionFolder
{
    public static string Path { get; } = Find();

    public static string Of(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Eldercare.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No Eldercare.sln above {AppContext.BaseDirectory}.");
    }
}
