using CsCheck;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests;

/// <summary>
/// Arrivals, moves and departures recorded in any order and with any date: no two stays overlap, in no bed and of no elder. A bed that
/// is held or reserved for an elder is hers too.
/// </summary>
public static class StaysNeverOverlapTests
{
    private static readonly BedId[] s_beds = [One, Two, new(Id(40))];
    private static readonly ElderId[] s_elders = [Anna, Bruno, Clara];

    private enum Act
    {
        Admit,
        Transfer,
        Depart,
        Die,
        Clean,
        Apply,
        Offer,
        Accept,
        AdmitByApplication,
        Withdraw,
    }

    /// <summary>An act, two beds, an elder, and how many days ago it happened.</summary>
    private static readonly Gen<(Act Act, int Bed, int Other, int Elder, int DaysAgo)[]> s_acts = Gen.Select(
        Gen.Frequency(
            (8, Gen.Const(Act.Admit)), (3, Gen.Const(Act.Transfer)), (4, Gen.Const(Act.Depart)), (8, Gen.Const(Act.Clean)),
            (1, Gen.Const(Act.Die)), (3, Gen.Const(Act.Apply)), (6, Gen.Const(Act.Offer)), (5, Gen.Const(Act.Accept)),
            (4, Gen.Const(Act.AdmitByApplication)), (1, Gen.Const(Act.Withdraw))),
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 12]).Array[0, 60];

    [Fact]
    public static void No_elder_is_in_two_beds_and_no_bed_has_two_residents_on_any_day() => s_acts.Sample(
        acts =>
        {
            var world = Given(OneRegistered with { Bed = s_beds[2], Number = "3" });
            foreach (var (act, b, o, e, daysAgo) in acts)
            {
                var (bed, other, elder, on) = (s_beds[b], s_beds[o], s_elders[e], Today.AddDays(-daysAgo));
                var stays = StaysOf(world);
                var outcome = Do(world, act, bed, other, elder, on);
                if (outcome.Refusal is null) Assert.All(s_elders, one => Assert.InRange(s_beds.Count(b => world.StateOf(b).Elder == one), 0, 1));
                if (act == Act.Admit) Assert.Equal(MayBegin(world, stays, bed, elder, on, outcome), outcome.Refusal is null);
                NoneOverlap(StaysOf(world));
            }
        },
        iter: 3_000, threads: 1);

    private static Outcome Do(World world, Act act, BedId bed, BedId other, ElderId elder, DateOnly on) => world.Run(act switch
    {
        Act.Apply => new ApplyForBed(new(Guid.CreateVersion7()), elder, [Hillside], [], BedKind.Nursing),
        Act.Offer => new OfferBed(WishOf(world, elder), elder, bed, Until),
        Act.Accept => new AcceptOffer(WishOf(world, elder), elder, world.StateOf(WishOf(world, elder))?.Bed ?? bed),
        Act.AdmitByApplication => new AdmitResident(world.StateOf(WishOf(world, elder))?.Bed ?? bed, elder, WishOf(world, elder), on),
        Act.Withdraw => new EndApplication(WishOf(world, elder), elder, world.StateOf(WishOf(world, elder))?.Bed, EndReason.Withdrawn),
        Act.Admit => new AdmitResident(bed, elder, Application: null, on),
        Act.Transfer => new TransferResident(elder, bed, other, on),
        Act.Depart => new RecordDeparture(bed, elder, on, DepartureReason.Departed),
        Act.Die => new ReleaseBedOnDeath(bed, elder, on),
        _ => new MarkBedCleaned(bed),
    });

    /// <summary>The elder's open application, or one there is not.</summary>
    private static ApplicationId WishOf(World world, ElderId elder) =>
        world.Claims.TryGetValue(OpenApplication.Claim(elder), out var open) ? new(open) : NoWish;

    /// <summary>
    /// Nobody is there now, it is clean, the elder waits for no other, and no stay of the bed or the elder reaches beyond that day; one
    /// that ended the day it began took no night.
    /// </summary>
    private static bool MayBegin(World world, List<Stay> stays, BedId bed, ElderId elder, DateOnly on, Outcome outcome) =>
        (outcome.Refusal is null || world.StateOf(bed).State == BedState.Ready)
        && WishOf(world, elder) == NoWish
        && stays.TrueForAll(s => (s.Bed != bed && s.Elder != elder) || s.Until <= on || s.Until == s.From);

    /// <summary>Every stay the facts tell of; the last day of one still going on is the last there is.</summary>
    private static List<Stay> StaysOf(World world)
    {
        var stays = new List<Stay>();
        foreach (var fact in world.Facts)
        {
            switch (fact)
            {
                case ResidentAdmitted f: stays.Add(new(f.Bed, f.Elder, f.On, DateOnly.MaxValue)); break;
                case ResidentTransferredIn f: stays.Add(new(f.Bed, f.Elder, f.On, DateOnly.MaxValue)); break;
                case ResidentTransferredOut f: End(f.Bed, f.On); break;
                case ResidentDeparted f: End(f.Bed, f.On); break;
            }
        }

        return stays;

        void End(BedId bed, DateOnly on)
        {
            var last = stays.FindLastIndex(s => s.Bed == bed);
            stays[last] = stays[last] with { Until = on };
        }
    }

    private static void NoneOverlap(List<Stay> stays)
    {
        Assert.All(stays, s => Assert.True(s.From <= s.Until, $"{s} ends before it begins."));
        var overlaps = from a in stays
                       from b in stays
                       where !ReferenceEquals(a, b) && a.From != a.Until && b.From != b.Until && (a.Bed == b.Bed || a.Elder == b.Elder) && a.From < b.Until && b.From < a.Until
                       select (a, b);
        Assert.Empty(overlaps);
    }

    /// <param name="Until">The day she left; she may be elsewhere from that day on.</param>
    private sealed record Stay(BedId Bed, ElderId Elder, DateOnly From, DateOnly Until);
}
