using System.Diagnostics;
using Eldercare.Testing;

namespace Eldercare.Scenarios.CommandLine;

/// <summary>The script in front of the commands, where it cannot help itself.</summary>
public static class ScriptTests
{
    [Fact]
    public static async Task Names_what_to_install_where_it_knows_no_package_manager()
    {
        // The script's own functions, on a machine with nothing.
        const string Functions = "$(sed -n '/^say()/p; /^fail()/p; /^as_root()/,/^}/p; /^install_package()/,/^}/p' \"$0\")";
        var (code, said) = await BashAsync(
            $"eval \"{Functions}\"; PATH=/nowhere; install_package PostgreSQL postgresql p2 p3 p4 p5 p6", SolutionFolder.Of("eldercare"));

        Assert.Equal(1, code);
        Assert.Contains("no known package manager. Install PostgreSQL yourself (Debian's package is 'postgresql')", said, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Names_the_sdk_that_is_missing()
    {
        var (code, said) = await BashAsync("PATH=/nowhere; . \"$0\" demo", SolutionFolder.Of("eldercare"));
        Assert.NotEqual(0, code);
        Assert.Contains("the .NET 10 SDK is missing; see https://dotnet.microsoft.com/download", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> BashAsync(string command, string script)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command, script])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await bash.StandardOutput.ReadToEndAsync() + await bash.StandardError.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return (bash.ExitCode, said);
    }
}
