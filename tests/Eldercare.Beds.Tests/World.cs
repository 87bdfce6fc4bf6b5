using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Tests;

/// <summary>
/// What stands, in memory, changed by facts and by accepted commands. As strict as the writer: a command sees only what its
/// footprint names, and a claim is taken only when it is free or given back in the same step.
/// </summary>
internal sealed class World : Known
{
    private readonly Dictionary<StreamRef, object> _states = [];
    private readonly Dictionary<(Type, Guid), object> _rows = [];
    private readonly Dictionary<Claim, Guid> _claims = [];
    private Footprint _footprint = new();

    public override DateTimeOffset Now => Clock;

    public DateTimeOffset Clock { get; set; } = Example.Now;

    /// <summary>Every fact so far, in order.</summary>
    public List<object> Facts { get; } = [];

    public IReadOnlyDictionary<Claim, Guid> Claims => _claims;

    public Bed StateOf(BedId bed) => (Bed)_states[Bed.Stream.At(bed.Value)];

    public Application? StateOf(ApplicationId application) =>
        (Application?)_states.GetValueOrDefault(Application.Stream.At(application.Value));

    public World With(ElderRecord record)
    {
        _rows[(typeof(ElderRecord), record.Elder.Value)] = record;
        return this;
    }

    public World With(EntitlementRecord record)
    {
        _rows[(typeof(EntitlementRecord), record.Elder.Value)] = record;
        return this;
    }

    /// <summary>A row as commands left it.</summary>
    public TRow? Kept<TRow>(Guid key)
        where TRow : class => (TRow?)_rows.GetValueOrDefault((typeof(TRow), key));

    public World Without(ElderId elder)
    {
        _rows.Remove((typeof(ElderRecord), elder.Value));
        return this;
    }

    /// <summary>Takes facts as given, with the claims that stand and fall with them.</summary>
    public World With(object fact)
    {
        Append(StreamOf(fact), fact);
        var stream = StreamOf(fact).Id;
        switch (fact)
        {
            case BedAppliedFor f: _claims.Add(OpenApplication.Claim(f.Elder), stream); break;
            case ApplicationFulfilled or ApplicationEnded: Forget("application", stream); break;
            case ResidentAdmitted f: _claims.Add(Resident.Claim(f.Elder), stream); break;
            case ResidentTransferredIn f: _claims.Add(Resident.Claim(f.Elder), stream); break;
            case ResidentTransferredOut: Forget("resident", stream); break;
            case ResidentDeparted f:
                Forget("resident", stream);
                _rows[(typeof(LastStay), f.Elder.Value)] = new LastStay(f.Elder, f.On);
                break;
            case BedRegistered f: _claims.Add(BedNumber.Claim(f.Room, f.Number), stream); break;
        }

        return this;
    }

    /// <summary>Decides, and changes the world when accepted.</summary>
    public Outcome Run(ICommand command)
    {
        _footprint = command.Footprint;
        var outcome = command.Decide(this);
        foreach (var (claim, holder) in outcome.Releases)
        {
            Assert.Contains(holder, _footprint.Writes);
            Assert.Equal(holder.Id, Assert.Contains(claim, (IReadOnlyDictionary<Claim, Guid>)_claims));
            _claims.Remove(claim);
        }

        foreach (var (claim, holder) in outcome.Takes)
        {
            Assert.Contains(claim, _footprint.Claims);
            Assert.True(_claims.TryAdd(claim, holder.Id), $"{command} took {claim}, which is held.");
        }

        foreach (var (stream, fact) in outcome.Facts)
        {
            Assert.Contains(stream, _footprint.Writes);
            Assert.Equal(StreamOf(fact), stream);
            Append(stream, fact);
        }

        foreach (var row in outcome.Rows) _rows[(row.GetType(), Example.KeyOf(row)[0])] = row;
        return outcome;
    }

    public override TState? State<TState>(StreamRef stream)
        where TState : class
    {
        Assert.Contains(stream, _footprint.Writes.AddRange(_footprint.Reads));
        return (TState?)_states.GetValueOrDefault(stream);
    }

    public override Guid? Holder(Claim claim)
    {
        Assert.Contains(claim, _footprint.Claims);
        return _claims.TryGetValue(claim, out var holder) ? holder : null;
    }

    public override TRow? Row<TRow>(Guid key)
        where TRow : class
    {
        Assert.Contains(RowRef.To<TRow>(key), _footprint.Rows);
        return (TRow?)_rows.GetValueOrDefault((typeof(TRow), key));
    }

    public static StreamRef StreamOf(object fact)
    {
        if (fact is QueuePolicyFact) return QueuePolicyBook.At;
        if (fact is ElderFact of) return Elder.Stream.At(Example.Uuid(of.GetType().GetProperty("Elder")!.GetValue(of)!));
        var (type, id) = fact switch
        {
            HomeFact => ((StreamType)Home.Stream, "Home"),
            BedFact => (Bed.Stream, "Bed"),
            _ => (Application.Stream, "Application"),
        };
        return type.At(Example.Uuid(fact.GetType().GetProperty(id)!.GetValue(fact)!));
    }

    private void Append(StreamRef stream, object fact)
    {
        var state = _states.GetValueOrDefault(stream);
        _states[stream] = fact switch
        {
            QueuePolicyFact f => QueuePolicyBook.Fold((QueuePolicyBook?)state, f)!,
            ElderFact f => Elder.Evolve((Elder?)state, f)!,
            HomeFact f => Home.Evolve((Home?)state, f)!,
            BedFact f => Bed.Evolve((Bed?)state, f)!,
            _ => Application.Evolve((Application?)state, (ApplicationFact)fact)!,
        };
        Facts.Add(fact);
    }

    private void Forget(string kind, Guid holder) => _claims.Remove(_claims.Single(c => c.Key.Kind == kind && c.Value == holder).Key);
}
