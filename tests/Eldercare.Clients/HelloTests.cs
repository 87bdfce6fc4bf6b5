namespace Eldercare.Clients;

[Collection(nameof(AgainstTheHost))]
public sealed class HelloTests(ServedCity city)
{
    [Fact]
    public async Task A_program_of_the_folder_reaches_the_host() =>
        Assert.Contains("\"Query\"", await NodeProgram.RunAsync(city.Environment, "hello.mjs"), StringComparison.Ordinal);
}
