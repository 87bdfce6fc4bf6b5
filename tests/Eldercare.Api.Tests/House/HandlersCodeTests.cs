using Eldercare.Api.Commands;
using Eldercare.Testing;

namespace Eldercare.Api.Tests.House;

/// <summary>The source around the handlers of messages is that of the handlers there are: a host finds it compiled, and makes none.</summary>
public static class HandlersCodeTests
{
    [Fact]
    public static async Task What_is_generated_around_handlers_stands_in_the_code()
    {
        var written = Directory.EnumerateFiles(SolutionFolder.Of(SchemaCommand.HandlersFolder.Split('/')), "*.cs")
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        Assert.True(
            (await SchemaCommand.HandlerFilesAsync()).OrderBy(f => f.Key, StringComparer.Ordinal).SequenceEqual(written.OrderBy(f => f.Key, StringComparer.Ordinal)),
            $"{SchemaCommand.HandlersFolder} differs from the handlers: delete what is in it and run `./eldercare schema`.");
    }
}
