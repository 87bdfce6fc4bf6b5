using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Scenarios;

/// <summary>
/// Which days each bed is whose, as its facts say: a model that knows nothing but intervals, neither the beds' states nor the code that decides.
/// </summary>
internal sealed class GivenDays
{
    private readonly Dictionary<BedId, DateOnly> _begun = [];

    public List<Given> All { get; } = [];

    /// <summary>Beds whose resident is away, and until when they are kept.</summary>
    public Dictionary<BedId, DateOnly> Leaves { get; } = [];

    public IEnumerable<Given> Stays => All.Where(g => g.What is DaysFor.Stay or DaysFor.PastStay);

    public IEnumerable<Given> Promises => All.Where(g => g.What == DaysFor.Promise);

    public Given? StayOf(ElderId elder) => All.Find(g => g.What == DaysFor.Stay && g.Elder == elder);

    public void Take(BedFact fact)
    {
        switch (fact)
        {
            case ReservationMade f: All.Add(new(f.Bed, f.Elder, f.From, f.Until, DaysFor.Promise)); break;
            case ReservationBegan f: _begun[f.Bed] = f.From; break;
            case ReservationCancelled f:
                if (f.Kept) _begun.Remove(f.Bed);
                All.Remove(All.First(g => g.What == DaysFor.Promise && (g.Bed, g.Elder, g.From) == (f.Bed, f.Elder, f.From)));
                break;
            case ResidentAdmitted f: Arrive(f.Bed, f.Elder, f.On, f.Until); break;
            case ResidentTransferredIn f: Arrive(f.Bed, f.Elder, f.On, f.Until); break;
            case ResidentTransferredOut f: Leave(f.Bed, f.On); break;
            case ResidentDeparted f: Leave(f.Bed, f.HeldUntil ?? f.On); break;
            case BedReleasedFromLeave f: Leave(f.Bed, f.On); break;
            case StayEndAgreed f: Change(Here(f.Bed), g => g with { Until = f.Until }); break;
            case StayCorrected f:
                Change(
                    All.FindLast(g => g.What == (f.ToUntil is null ? DaysFor.Stay : DaysFor.PastStay) && (g.Bed, g.Elder, g.From) == (f.Bed, f.Elder, f.From))!,
                    g => g with { From = f.ToFrom, Until = f.ToUntil ?? g.Until });
                break;
            case LeaveBegan f: Leaves[f.Bed] = f.KeptUntil; break;
            case LeaveExtended f: Leaves[f.Bed] = f.KeptUntil; break;
            case LeaveEnded f: Leaves.Remove(f.Bed); break;
            case BedClosed f: All.Add(new(f.Bed, null, f.On!.Value, f.Until, DaysFor.Closure)); break;
            case ClosureEndChanged f when All.Find(g => g.What == DaysFor.Closure && g.Bed == f.Bed) is { } closure:
                Change(closure, g => g with { Until = f.Until });
                break;
            case BedReopened f: All.RemoveAll(g => g.What == DaysFor.Closure && g.Bed == f.Bed); break;
        }
    }

    /// <summary>What the timelines must hold; a stay without a night has no days.</summary>
    public HashSet<(string Kind, Guid Subject, Span Span)> Spans() =>
    [
        .. All.Where(g => g.From != g.Until).SelectMany(g => g.Elder is { } elder
            ? new[] { ("bed", g.Bed.Value, new Span(g.From, g.Until, elder.Value)), ("resident", elder.Value, new Span(g.From, g.Until, g.Bed.Value)) }
            : [("bed", g.Bed.Value, new Span(g.From, g.Until, g.Bed.Value))]),
    ];

    /// <summary>Days given out twice, of a bed or of an elder, counted one by one.</summary>
    /// <param name="horizon">What has no end is followed to this day.</param>
    public IEnumerable<string> Twice(DateOnly horizon)
    {
        var given = new HashSet<(DateOnly, Guid)>();
        foreach (var g in All)
            for (var day = g.From; day < (g.Until ?? horizon); day = day.AddDays(1))
                if (!given.Add((day, g.Bed.Value)) | (g.Elder is { } elder && !given.Add((day, elder.Value)))) yield return $"{day:yyyy-MM-dd}: {g}";
    }

    private Given Here(BedId bed) => All.FindLast(g => g.What == DaysFor.Stay && g.Bed == bed)!;

    private void Arrive(BedId bed, ElderId elder, DateOnly on, DateOnly? until)
    {
        if (_begun.Remove(bed, out var begun)) All.RemoveAll(g => g.What == DaysFor.Promise && g.Bed == bed && g.From == begun);
        All.RemoveAll(g => g.What == DaysFor.Promise && (g.Bed, g.Elder) == (bed, elder)
            && g.From < (until ?? DateOnly.MaxValue) && on < (g.Until ?? DateOnly.MaxValue));
        All.Add(new(bed, elder, on, until, DaysFor.Stay));
    }

    private void Leave(BedId bed, DateOnly on)
    {
        Leaves.Remove(bed);
        Change(Here(bed), g => g with { Until = on, What = DaysFor.PastStay });
    }

    private void Change(Given given, Func<Given, Given> to) => All[All.IndexOf(given)] = to(given);
}

internal enum DaysFor
{
    Stay,
    PastStay,
    Promise,
    Closure,
}

/// <param name="Until">The first day free again, as agreed or as it was; null without end.</param>
internal sealed record Given(BedId Bed, ElderId? Elder, DateOnly From, DateOnly? Until, DaysFor What);
