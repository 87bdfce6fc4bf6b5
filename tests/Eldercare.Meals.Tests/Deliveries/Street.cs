using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Deliveries;

/// <summary>
/// A sitting, its runs and alerts in memory, changed by accepted commands. As strict as the writer: a command sees only what its footprint
/// names, and a claim is taken only when it is free.
/// </summary>
internal sealed class Street : Known
{
    private readonly Dictionary<StreamRef, object> _states = [];
    private readonly Dictionary<Claim, Guid> _claims = [];
    private Footprint _footprint = new();

    public override DateTimeOffset Now => Clock;

    public DateTimeOffset Clock { get; set; } = Nine;

    /// <summary>Every fact so far with its stream, in order.</summary>
    public List<(Guid Stream, object Fact)> Facts { get; } = [];

    public Sitting Sitting => (Sitting)_states[Meals.Sitting.Stream.At(Lunch.Value)];

    public IEnumerable<DeliveryRun> Runs => _states.Values.OfType<DeliveryRun>();

    public IEnumerable<WelfareAlert> Alerts => _states.Values.OfType<WelfareAlert>();

    /// <summary>Monday's lunch with ten places, and deliveries for these elders.</summary>
    public static Street Of(params ElderId[] delivered)
    {
        var street = new Street();
        street.Append(Meals.Sitting.Stream.At(Lunch.Value), OnePlaceAtEleven with { Capacity = 10 });
        foreach (var elder in delivered) street.Append(Meals.Sitting.Stream.At(Lunch.Value), new MealBooked(Lunch, elder, Channel.Delivery));
        return street;
    }

    public void Taken(Claim claim, Guid holder) => _claims.Add(claim, holder);

    public Street With(SittingFact fact)
    {
        Append(Meals.Sitting.Stream.At(Lunch.Value), fact);
        return this;
    }

    /// <summary>Decides, and changes what stands when accepted.</summary>
    public Outcome Run(ICommand command)
    {
        _footprint = command.Footprint;
        Assert.Equal(_footprint.Writes.Length, _footprint.Writes.Distinct().Count());
        var outcome = command.Decide(this);
        foreach (var (stream, fact) in outcome.Facts)
        {
            Assert.Contains(stream, _footprint.Writes);
            Append(stream, fact);
        }

        foreach (var (claim, holder) in outcome.Takes)
        {
            Assert.Contains(claim, _footprint.Claims);
            Assert.True(_claims.TryAdd(claim, holder.Id));
        }

        return outcome;
    }

    /// <summary>What a command must do.</summary>
    public object[] Do(ICommand command)
    {
        var outcome = Run(command);
        Assert.Null(outcome.Refusal);
        return [.. outcome.Facts.Select(f => f.Fact)];
    }

    public override TState? State<TState>(StreamRef stream)
        where TState : class
    {
        Assert.True(_footprint.Writes.Contains(stream) || _footprint.Reads.Contains(stream));
        return (TState?)_states.GetValueOrDefault(stream);
    }

    public override Guid? Holder(Claim claim)
    {
        Assert.Contains(claim, _footprint.Claims);
        return _claims.TryGetValue(claim, out var holder) ? holder : null;
    }

    public override TRow? Row<TRow>(Guid key)
        where TRow : class => throw new InvalidOperationException("No delivery asks for a row.");

    private void Append(StreamRef stream, object fact)
    {
        _states[stream] = stream.Type.Evolve(_states.GetValueOrDefault(stream), fact)!;
        Facts.Add((stream.Id, fact));
    }
}
