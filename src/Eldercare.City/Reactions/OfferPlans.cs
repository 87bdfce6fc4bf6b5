using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>Whether a bed might be offered to somebody that could not be before.</summary>
public interface IOfferPlans
{
    /// <summary>The turn to offer beds, given back when disposed; null while another host has it.</summary>
    Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation);

    /// <summary>Of each city the last event that might let a bed be given, as the boards and the queue show it.</summary>
    Task<IReadOnlyList<(string City, long Sequence)>> NewsAsync(CancellationToken cancellation);
}

/// <inheritdoc cref="IOfferPlans"/>
public sealed class OfferPlans(NpgsqlDataSource database) : IOfferPlans
{
    public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) =>
        AdvisoryTurn.TryTakeAsync(database, AdvisoryLocks.BedOffers, cancellation);

    public async Task<IReadOnlyList<(string City, long Sequence)>> NewsAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select n.tenant_id, n.sequence from {RowReader<OfferNews>.Table} n");
        var news = new List<(string, long)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) news.Add((reader.GetString(0), reader.GetInt64(1)));
        return news;
    }
}
