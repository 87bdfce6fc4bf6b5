using Eldercare.Api.GraphQL;
using Eldercare.Store.Embedded;
using Npgsql;

namespace Eldercare.Api.Commands;

/// <summary>Runs a command's work; what the person at the terminal can mend is said in a line, without a trace.</summary>
public static class Run
{
    public static Task<int> Async(Func<CancellationToken, Task> work, CancellationToken cancellation) =>
        Async(
            async stop =>
            {
                await work(stop);
                return 0;
            },
            cancellation);

    /// <returns>The work's own, 2 after a fault the person can mend, 130 when it was stopped.</returns>
    public static async Task<int> Async(Func<CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        try
        {
            return await work(cancellation);
        }
        catch (Exception fault) when (fault is UserFaultException or SettingsFaultException or EmbeddedPostgresException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"eldercare: {fault.Message}");
            return 2;
        }
        catch (NpgsqlException fault) when (fault is not PostgresException || fault.IsTransient)
        {
            await Console.Error.WriteLineAsync(
                $"eldercare: the database went away: {fault.Message} What was committed stays; the same command goes on from there.");
            return 2;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 130;
        }
    }
}
