using System.Text.Json;
using Eldercare.Clients;
using Eldercare.Testing;

namespace Eldercare.Scenarios.CommandLine;

/// <summary>The developers' guide, each page of it run against the small demo as its readers run it (node/guide.mjs says how).</summary>
[Collection(nameof(AtWork))]
public sealed class GuideTests(DemoAtWork demo)
{
    private static readonly string s_folder = SolutionFolder.Of("docs");

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(s_folder, "*.md").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>What a page shows and nobody runs, with why.</summary>
    private static readonly Dictionary<string, string[]> s_notRun = new(StringComparer.Ordinal)
    {
        ["first-calls.md"] = ["the test has started it"],
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Does_what_it_says(string page)
    {
        var seen = JsonDocument.Parse(await NodeProgram.RunAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ELDERCARE"] = new Uri(demo.Demo.Address).GetLeftPart(UriPartial.Authority),
                ["ELDERCARE_DLL"] = Path.Combine(AppContext.BaseDirectory, "Eldercare.Api.dll"),
                ["XDG_DATA_HOME"] = demo.Home.Path,
            },
            "guide.mjs", page)).RootElement;
        Assert.InRange(seen.GetProperty("compared").GetInt32(), 1, int.MaxValue);
        Assert.Equal(s_notRun.GetValueOrDefault(page, []), seen.GetProperty("notRun").EnumerateArray().Select(n => n.GetString()));
    }
}
