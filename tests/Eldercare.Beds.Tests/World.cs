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
    private readonly Dictionary<Timeline, ImmutableArray<Span>> _spans = [];
    private Footprint _footprint = new();

    public override DateTimeOffset Now => Clock;

    public DateTimeOffset Clock { get; set; } = Example.Now;

    /// <summary>Every fact so far, in order.</summary>
    public List<object> Facts { get; } = [];

    public IReadOnlyDictionary<Claim, Guid> Claims => _claims;

    public Bed StateOf(BedId bed) => (Bed)_states[Bed.Stream.At(bed.Value)];

    public Home StateOf(HomeId home) => (Home)_states[Home.Stream.At(home.Value)];

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
            case ResidentDeparted or BedReleasedFromLeave: Forget("resident", stream); break;
            case BedRegistered f: _claims.Add(BedNumber.Claim(f.Room, f.Number), stream); break;
        }

        if (fact is BedFact) Span((Bed)_states[StreamOf(fact)]);
        return this;
    }

    /// <summary>Decides, and changes the world when accepted.</summary>
    public Outcome Run(ICommand command)
    {
        command = Placed(command);
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

        foreach (var (timeline, from, holder) in outcome.Frees)
            if (_spans.TryGetValue(timeline, out var spans)) _spans[timeline] = spans.RemoveAll(s => s.From == from && s.Holder == holder);
        foreach (var (timeline, span) in outcome.Holds)
        {
            Assert.Contains(timeline, _footprint.Timelines);
            Assert.DoesNotContain(SpansOf(timeline), s => s.Overlaps(span.From, span.Until));
            if (span.From != span.Until) _spans[timeline] = [.. SpansOf(timeline).Add(span).OrderBy(s => s.From)];
        }

        foreach (var (stream, fact) in outcome.Facts)
        {
            Assert.Contains(stream, _footprint.Writes);
            Assert.Equal(StreamOf(fact), stream);
            Append(stream, fact);
        }

        foreach (var row in outcome.Rows) _rows[(row.GetType(), (Guid)Example.KeyOf(row)[0])] = row;
        return outcome;
    }

    /// <summary>With the bed's home, which whoever gives the command looks up.</summary>
    private ICommand Placed(ICommand command) => command switch
    {
        AdmitResident { Home: null } admit => admit with { Home = HomeOf(admit.Bed) },
        TransferResident { ToHome: null } transfer => transfer with { ToHome = HomeOf(transfer.To) },
        OfferBed { Home: null } offer => offer with { Home = HomeOf(offer.Bed) },
        _ => command,
    };

    private HomeId? HomeOf(BedId bed) => ((Bed?)_states.GetValueOrDefault(Bed.Stream.At(bed.Value)))?.Home;

    public override TState? State<TState>(StreamRef stream)
        where TState : class
    {
        Assert.Contains(stream, _footprint.Writes.AddRange(_footprint.Reads));
        return (TState?)_states.GetValueOrDefault(stream);
    }

    public override ImmutableArray<Span> Spans(Timeline timeline)
    {
        Assert.Contains(timeline, _footprint.Timelines);
        return SpansOf(timeline);
    }

    public ImmutableArray<Span> SpansOf(Timeline timeline) => _spans.GetValueOrDefault(timeline, []);

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

    /// <summary>The bed's days as its facts say: what it holds of other timelines is replaced as well.</summary>
    private void Span(Bed bed)
    {
        foreach (var timeline in _spans.Keys.ToArray())
            _spans[timeline] = timeline == Days.Of(bed.Id) ? [] : _spans[timeline].RemoveAll(s => s.Holder == bed.Id.Value);
        foreach (var (timeline, span) in bed.Spans) _spans[timeline] = [.. SpansOf(timeline).Add(span).OrderBy(s => s.From)];
    }

    private void Forget(string kind, Guid holder) => _claims.Remove(_claims.Single(c => c.Key.Kind == kind && c.Value == holder).Key);
}
