using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Store.Pruning;
using Eldercare.Testing;

namespace Eldercare.Api.Tests.House;

/// <summary>What the README says of the contract is so.</summary>
public sealed class ReadmeTests(TestApi api)
{
    private static readonly string s_readme = File.ReadAllText(SolutionFolder.Of("README.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Its_table_of_capabilities_is_the_schema_s() => Assert.True(
        s_readme == CapabilityTable.Into(s_readme, api.Schema),
        "The README's table of capabilities differs from the running schema: write it anew with `./eldercare schema`.");

    [Fact]
    public void Its_limits_are_those_in_force() => Assert.All(
        (string[])
        [
            $"{new ApiSettings().MaxRequestBytes / 1024} KiB",
            Number(DocumentLimits.MaxCharacters, "characters"), Number(DocumentLimits.MaxFields, "fields"), Number(DocumentLimits.MaxDepth, "levels"),
            Number(DocumentLimits.MaxAliases, "aliases"), Number(DocumentLimits.MaxDirectives, "directives"),
            Number(DocumentLimits.MaxOperations, "operations"), Number(DocumentLimits.MaxFragments, "fragments"), Number(DocumentLimits.MaxVariables, "variables"),
            Number(DocumentLimits.MaxValues, "values"), Number(DocumentLimits.MaxLine, "characters a line"), Number(VariableLimits.MaxValues, "values in variables"),
            $"names of {DocumentLimits.MaxName} characters", $"costs at most {new ApiSettings().CostBudget.ToString("N0", CultureInfo.InvariantCulture)}",
 $"{new ApiSettings().Timeout.TotalSeconds} seconds",
            $"{new Retention().Kept.TotalDays} days",
        ],
        limit => Assert.Contains(limit, Section("## The contract over HTTP"), StringComparison.Ordinal));

    [Fact]
    public void It_names_every_error_code_and_no_other()
    {
        string[] codes =
        [
            ApiError.AfterTooOldCode, ApiError.TooSlowCode, ApiError.BadInputCode, ApiError.BadRequestCode, ApiError.ForbiddenCode, ApiError.LimitCode, ApiError.NotTrustedCode, ApiError.OverloadedCode, ApiError.RateLimitedCode,
            ApiError.UnauthenticatedCode, ApiError.UnknownDocumentCode, "INTERNAL", "METHOD_NOT_ALLOWED", "SYNTAX_ERROR", "TIMEOUT", "VALIDATION_FAILED",
        ];
        var named = Section("## The contract over HTTP").Split('`').Where((_, i) => i % 2 == 1)
            .Where(word => word.Length > 4 && !word.StartsWith("ELDERCARE_", StringComparison.Ordinal) && word.All(c => char.IsAsciiLetterUpper(c) || c == '_'));
        Assert.Equal(codes.Order(StringComparer.Ordinal), named.Distinct().Order(StringComparer.Ordinal));
    }

    private static string Section(string title) => s_readme.Split(title + "\n")[1].Split("\n## ")[0];

    private static string Number(int number, string of) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {of}";
}
