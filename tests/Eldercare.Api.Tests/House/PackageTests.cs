using System.Text.RegularExpressions;
using Eldercare.Testing;

namespace Eldercare.Api.Tests.House;

/// <summary>No package that nothing uses, and none without a version.</summary>
public static partial class PackageTests
{
    [Fact]
    public static void Each_version_is_that_of_a_package_some_project_refers_to() => Assert.Equal(
        Names(Version(), "Directory.Packages.props"),
        Names(Reference(), [.. Directory.EnumerateFiles(SolutionFolder.Path, "*.csproj", SearchOption.AllDirectories), "Directory.Build.props"]));

    private static SortedSet<string> Names(Regex pattern, params string[] files) => new(
        files.SelectMany(f => pattern.Matches(File.ReadAllText(SolutionFolder.Of(f)))).Select(m => m.Groups["name"].Value), StringComparer.Ordinal);

    [GeneratedRegex("<PackageVersion Include=\"(?<name>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Version();

    [GeneratedRegex("<PackageReference Include=\"(?<name>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Reference();
}
