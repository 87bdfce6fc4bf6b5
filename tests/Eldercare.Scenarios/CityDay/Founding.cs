using Eldercare.People.Cards;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;

namespace Eldercare.Scenarios.CityDay;

/// <summary>Decides commands on what it has founded so far; the whole is then copied in at once. By the same deciders as at a host.</summary>
/// <param name="now">The instant everything is decided at.</param>
internal sealed class Founding(DateTimeOffset now) : Known
{
    private readonly Dictionary<Guid, (StreamRef Stream, List<object> Facts)> _streams = [];
    private readonly Dictionary<Guid, object?> _states = [];
    private readonly Dictionary<Claim, Guid> _claims = [];
    private readonly Dictionary<(Type, Guid), object> _rows = [];

    public override DateTimeOffset Now => now;

    public BulkBatch Batch => new(
        [.. _streams.Values.Select(s => new NewStream(s.Stream, s.Facts, now))], [.. _claims.Select(c => (c.Key, c.Value))], [.. _rows.Values]);

    public override TState? State<TState>(StreamRef stream)
        where TState : class => (TState?)_states.GetValueOrDefault(stream.Id);

    public override Guid? Holder(Claim claim) => _claims.TryGetValue(claim, out var holder) ? holder : null;

    public override TRow? Row<TRow>(Guid key)
        where TRow : class => (TRow?)_rows.GetValueOrDefault((typeof(TRow), key));

    public void Do(ICommand command)
    {
        var outcome = command.Decide(this);
        Assert.Null(outcome.Refusal);
        foreach (var (stream, fact) in outcome.Facts)
        {
            if (!_streams.TryGetValue(stream.Id, out var founded)) _streams[stream.Id] = founded = (stream, []);
            founded.Facts.Add(fact);
            _states[stream.Id] = stream.Type.Evolve(_states.GetValueOrDefault(stream.Id), fact);
        }

        foreach (var (claim, holder) in outcome.Takes) _claims.Add(claim, holder.Id);
        foreach (var row in outcome.Rows) _rows[(row.GetType(), KeyOf(row))] = row;
    }

    private static Guid KeyOf(object row) => row switch
    {
        ElderRecord r => r.Elder.Value,
        EntitlementRecord r => r.Elder.Value,
        ElderCard r => r.Card.Value,
        _ => throw new InvalidOperationException($"The founding knows no key of {row.GetType().Name}."),
    };
}
