using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Eldercare.Store.Tests.Sample;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Store.Tests.Views;

public sealed class ViewLagTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Metrics_tell_how_many_events_and_seconds_stalled_views_are_behind_and_that_they_have_caught_up()
    {
        var cancel = TestContext.Current.CancellationToken;
        // Other tests' hosts run in this process too: a gauge is told from theirs by being the same object.
        var last = new ConcurrentDictionary<Instrument, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name.StartsWith("eldercare.views.lag.", StringComparison.Ordinal)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => last[instrument] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => last[instrument] = value);
        listener.Start();

        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        await using var held = await host.Database.OpenConnectionAsync(cancel);
        await using (var stall = new NpgsqlCommand($"select pg_advisory_lock({AdvisoryLocks.ViewSwap})", held)) await stall.ExecuteNonQueryAsync(cancel);
        for (var i = 0; i < 7; i++) await host.SendAsync(new OpenRaffle(Guid.NewGuid(), 1));

        var events = await UntilAsync("eldercare.views.lag.events", value => value == 7);
        var seconds = await UntilAsync("eldercare.views.lag.seconds", value => value >= 3);

        await using (var on = new NpgsqlCommand($"select pg_advisory_unlock({AdvisoryLocks.ViewSwap})", held)) await on.ExecuteNonQueryAsync(cancel);
        await UntilAsync(events.Name, value => value == 0, events);
        await UntilAsync(seconds.Name, value => value == 0, seconds);

        async Task<Instrument> UntilAsync(string name, Func<double, bool> isRight, Instrument? one = null)
        {
            for (var i = 0; i < 300; i++)
            {
                listener.RecordObservableInstruments();
                var found = last.Where(l => l.Key.Name == name && (one is null || l.Key == one) && isRight(l.Value)).Select(l => l.Key).ToArray();
                if (found.Length > 0) return found[0];
                await Task.Delay(100, cancel);
            }

            throw new TimeoutException($"{name} stands at {string.Join(", ", last.Where(l => l.Key.Name == name).Select(l => l.Value))}.");
        }
    }
}
