using System.Text.RegularExpressions;
using Eldercare.Testing;

namespace Eldercare.Api.Tests.House;

/// <summary>Links in the README and in docs/ lead to files and headings that are there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages =>
    [
        "README.md", "CHANGELOG.md",
        .. Directory.EnumerateFiles(SolutionFolder.Of("docs"), "*.md", SearchOption.AllDirectories)
            .Where(f => !f.Contains("node_modules", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(SolutionFolder.Path, f)).Order(StringComparer.Ordinal),
    ];

    [Theory, MemberData(nameof(Pages))]
    public void Lead_somewhere(string page)
    {
        var file = Path.Combine(SolutionFolder.Path, page);
        string[] dead = [.. Links().Matches(Prose(file)).Select(m => m.Groups["to"].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(file, link))];
        Assert.Empty(dead);
    }

    [Theory]
    [InlineData("README.md", "docs/README.md#in-this-order", true)]
    [InlineData("docs/README.md", "../README.md#who-may-what", true)]
    [InlineData("README.md", "docs/README.md#nowhere", false)]
    [InlineData("README.md", "docs/nowhere.md", false)]
    [InlineData("README.md", "#nowhere", false)]
    public void Which_do_is_told_apart(string page, string link, bool leads) =>
        Assert.Equal(leads, LeadsSomewhere(Path.Combine(SolutionFolder.Path, page), link));

    private static bool LeadsSomewhere(string file, string link)
    {
        var (path, heading) = link.Split('#') is [var p, var h] ? (p, h) : (link, "");
        var target = path.Length == 0 ? file : Path.Combine(Path.GetDirectoryName(file)!, path);
        return heading.Length == 0 ? File.Exists(target) || Directory.Exists(target)
            : File.Exists(target) && Headings().Matches(Prose(target)).Any(m => Slug(m.Groups["title"].Value) == heading);
    }

    /// <summary>As GitHub makes them: small letters, hyphens for spaces, no other marks.</summary>
    private static string Slug(string title) =>
        string.Concat(title.Trim().ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c));

    private static string Prose(string file) => Fences().Replace(File.ReadAllText(file).ReplaceLineEndings("\n"), "");

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("^```.*?^```$", RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Fences();
}
