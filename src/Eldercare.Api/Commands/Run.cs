using Eldercare.Store.Embedded;

namespace Eldercare.Api.Commands;

/// <summary>Runs a command's work; what the person at the terminal can mend is said in a line, without a trace.</summary>
public static class Run
{
    /// <returns>0, or 2 after a fault of the person's.</returns>
    public static async Task<int> Async(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
            return 0;
        }
        catch (Exception fault) when (fault is UserFaultException or EmbeddedPostgresException or DirectoryNotFoundException)
        {
            await Console.Error.WriteLineAsync($"eldercare: {fault.Message}");
            return 2;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 130;
        }
    }
}
