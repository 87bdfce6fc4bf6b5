using System.CommandLine;

namespace Eldercare.Api.Commands;

/// <summary>Asks a running host whether it is healthy: for the container, which has no curl.</summary>
public static class HealthCommand
{
    public static Command Create()
    {
        var address = new Argument<string>("URL") { Description = "e.g. http://127.0.0.1:5080/health/ready" };
        var command = new Command("health", "Exit code 0 when the address answers with success.") { address };
        command.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
                using var response = await client.GetAsync(parsed.GetRequiredValue(address), cancellation);
                return response.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or UriFormatException or InvalidOperationException)
            {
                return 1;
            }
        });
        return command;
    }
}
