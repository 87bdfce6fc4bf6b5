using System.Text;
using Eldercare.Import.Demo;
using Eldercare.Import.Reports;
using Microsoft.Extensions.Time.Testing;

namespace Eldercare.Import.Tests;

/// <summary>A folder of registries, removed in the end.</summary>
internal sealed class Folder : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 25);

    public string Path { get; } = Directory.CreateTempSubdirectory("registries").FullName;

    public static async Task<Folder> WithSmallCityAsync()
    {
        var folder = new Folder();
        await DemoCity.WriteAsync(folder.Path, DemoSize.Small, Today, progress: null, CancellationToken.None);
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public Folder With(string file, params string[] lines) => WithBytes(file, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    public Folder WithBytes(string file, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(file), bytes);
        return this;
    }

    public void Replace(string file, string old, string with) =>
        System.IO.File.WriteAllText(File(file), System.IO.File.ReadAllText(File(file)).Replace(old, with, StringComparison.Ordinal));

    public Task<ImportReport> ImportAsync(
        MemoryStore store, ImportSteps steps = ImportSteps.All, int batchSize = 500, IProgress<ImportProgress>? progress = null) =>
        CityImport.RunAsync(Path, "zhenjiang", steps, store, store, store, progress: progress, new FakeTimeProvider(Noon), CancellationToken.None, batchSize);

    /// <summary>Lines of errors.csv without its headings and the sentence at the end: file,row,column,code.</summary>
    public string[] Errors() => System.IO.File.Exists(File("errors.csv"))
        ? [.. System.IO.File.ReadAllLines(File("errors.csv"))[1..].Select(l => l[..l.IndexOf(",\"", StringComparison.Ordinal)])]
        : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
