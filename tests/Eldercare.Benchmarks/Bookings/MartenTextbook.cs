using Eldercare.Meals;
using Eldercare.People;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Exceptions;

namespace Eldercare.Benchmarks.Bookings;

/// <summary>
/// The reference (b): Marten as its documentation shows it. A session a command: fetch for writing with an inline snapshot, decide,
/// append, store the claim and the key as documents, save; once more on a conflict.
/// </summary>
public sealed class MartenTextbook : IAsyncDisposable
{
    private readonly DocumentStore _store;
    private Dictionary<(Guid, DateOnly), Guid> _sittings = [];

    public MartenTextbook(string connectionString) => _store = DocumentStore.For(options =>
    {
        options.Connection(connectionString + ";Maximum Pool Size=32;Timeout=300");
        options.DatabaseSchemaName = "textbook";
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.UseSystemTextJsonForSerialization();
        options.Events.AppendMode = EventAppendMode.Quick;
        options.Projections.Snapshot<BookSitting>(SnapshotLifecycle.Inline);
        options.Schema.For<PortionClaim>();
        options.Schema.For<CommandKey>();
        options.Schema.For<BookElder>();
    });

    public async Task PrepareAsync(BookingWorkload workload, int capacity)
    {
        await _store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await _store.BulkInsertAsync(workload.ElderIds.Select(e => new BookElder(e.Value, true)).ToArray());
        _sittings = workload.PointIds
            .SelectMany(p => Enumerable.Range(0, BookingWorkload.Days).Select(d => (p.Value, workload.First.AddDays(d))))
            .ToDictionary(k => k, _ => Guid.NewGuid());
        await using var session = _store.LightweightSession();
        foreach (var id in _sittings.Values) session.Events.StartStream<BookSitting>(id, new BookSittingOpened(capacity));
        await session.SaveChangesAsync();
    }

    public async Task<bool> BookAsync(BookingWorkload workload, long n)
    {
        var (point, date, elder) = workload.At(n);
        while (true)
        {
            try
            {
                await using var session = _store.LightweightSession();
                if (await session.LoadAsync<BookElder>(elder.Value) is not { Alive: true }) return false;
                var stream = await session.Events.FetchForWriting<BookSitting>(_sittings[(point.Value, date)]);
                if (stream.Aggregate!.Booked >= stream.Aggregate.Capacity) return false;
                stream.AppendOne(new BookMade(elder.Value));
                session.Insert(new PortionClaim($"{elder.Value:N}-{date:yyyyMMdd}", stream.Id));
                session.Insert(new CommandKey(Guid.CreateVersion7().ToString("N")));
                await session.SaveChangesAsync();
                return true;
            }
            catch (ConcurrencyException)
            {
                // Somebody else booked here meanwhile: the documentation's answer is to try again.
            }
            catch (DocumentAlreadyExistsException)
            {
                return false;
            }
        }
    }

    public async Task<bool> IsCorrectAsync(long acknowledged)
    {
        await using var session = _store.QuerySession();
        return await session.Query<PortionClaim>().CountAsync() == acknowledged
            && await session.Query<BookSitting>().SumAsync(s => s.Booked) == acknowledged;
    }

    public async ValueTask DisposeAsync() => await _store.DisposeAsync();
}

public sealed record BookSittingOpened(int Capacity);

public sealed record BookMade(Guid Elder);

public sealed class BookSitting
{
    public Guid Id { get; set; }

    public int Capacity { get; set; }

    public int Booked { get; set; }

    public void Apply(BookSittingOpened e) => Capacity = e.Capacity;

    public void Apply(BookMade e) => Booked++;
}

public sealed record PortionClaim(string Id, Guid Sitting);

public sealed record CommandKey(string Id);

public sealed record BookElder(Guid Id, bool Alive);
