using CsCheck;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests;

/// <summary>
/// Rooms change their gender rule while people come, wait and go, also by commands made on what stood before: nobody is ever given a bed
/// the rule of its room does not allow, every bed has its room's rule, and the home knows all its beds.
/// </summary>
public static class RoomsStaySuitableTests
{
    private static readonly ElderId[] s_elders = [Anna, Bruno, Clara];

    private enum Act
    {
        ChangeRule,
        LookThenChangeRule,
        Register,
        Admit,
        Transfer,
        Depart,
        Clean,
        Apply,
        Offer,
        Accept,
        End,
        Retire,
    }

    private static readonly Gen<(Act Act, int Bed, int Other, int Elder, GenderRule Rule)[]> s_acts = Gen.Select(
        Gen.Frequency(
            (4, Gen.Const(Act.ChangeRule)), (2, Gen.Const(Act.LookThenChangeRule)), (2, Gen.Const(Act.Register)), (6, Gen.Const(Act.Admit)),
            (2, Gen.Const(Act.Transfer)), (3, Gen.Const(Act.Depart)), (5, Gen.Const(Act.Clean)), (3, Gen.Const(Act.Apply)),
            (4, Gen.Const(Act.Offer)), (3, Gen.Const(Act.Accept)), (2, Gen.Const(Act.End)), (1, Gen.Const(Act.Retire))),
        Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 2], Gen.Enum<GenderRule>()).Array[0, 80];

    [Fact]
    public static void Nobody_has_a_bed_its_room_does_not_allow() => s_acts.Sample(
        acts =>
        {
            var world = Given();
            var beds = new List<BedId> { One, Two };
            ChangeRoom? looked = null;
            foreach (var (act, b, o, e, rule) in acts)
            {
                var (bed, other, elder) = (beds[b % beds.Count], beds[o % beds.Count], s_elders[e]);
                if (act == Act.LookThenChangeRule)
                {
                    // Decided on the next turn of this kind, on what is seen now.
                    if (looked is not null) world.Run(looked);
                    looked = looked is null ? Looking(world, rule) : null;
                }
                else if (act == Act.Register)
                {
                    var added = new BedId(Id(100 + beds.Count));
                    Assert.Null(world.Run(new RegisterBed(Hillside, MixedRoom, added, $"n{beds.Count}", BedKind.Nursing, CareLevel.Total)).Refusal);
                    beds.Add(added);
                }
                else if (Command(world, act, bed, other, elder, rule) is { } command)
                {
                    world.Run(command);
                }

                Suitable(world, beds);
            }
        },
        iter: 2_000, threads: 1);

    private static ICommand? Command(World world, Act act, BedId bed, BedId other, ElderId elder, GenderRule rule)
    {
        var wish = world.Claims.TryGetValue(OpenApplication.Claim(elder), out var open) ? new ApplicationId(open) : NoWish;
        return act switch
        {
            Act.ChangeRule => Looking(world, rule),
            Act.Admit when wish == NoWish => new AdmitResident(bed, elder, Application: null, Today),
            Act.Admit => new AdmitResident(world.StateOf(wish)!.Bed ?? bed, elder, wish, Today),
            Act.Transfer => new TransferResident(elder, bed, other, Today),
            Act.Depart => new RecordDeparture(bed, elder, Today, DepartureReason.Departed),
            Act.Clean => new MarkBedCleaned(bed),
            Act.Apply => new ApplyForBed(new(Guid.CreateVersion7()), elder, [], [], BedKind.Nursing),
            Act.Offer => new OfferBed(wish, elder, bed, Until),
            Act.Accept => new AcceptOffer(wish, elder, bed),
            Act.End when wish != NoWish => new EndApplication(wish, elder, world.StateOf(wish)!.Bed, EndReason.Withdrawn),
            Act.Retire => new RetireBed(bed, "Worn out"),
            _ => null,
        };
    }

    /// <summary>As the API makes it of what it sees.</summary>
    private static ChangeRoom Looking(World world, GenderRule rule)
    {
        ImmutableArray<BedId> beds = [One, Two, .. world.StateOf(Hillside).Rooms[MixedRoom].Beds];
        return new(Hillside, MixedRoom, null, null, rule, beds, [.. beds.SelectMany(b => world.StateOf(b).GivenTo)]);
    }

    private static void Suitable(World world, List<BedId> beds)
    {
        var room = world.StateOf(Hillside).Rooms[MixedRoom];
        Assert.Equal(beds.Skip(2).ToHashSet(), room.Beds);
        Assert.All(beds.Select(world.StateOf).Where(b => b.State != BedState.Retired), bed =>
        {
            Assert.Equal(room.GenderRule, bed.GenderRule);
            Assert.All(bed.GivenTo, elder => Assert.True(BedMatch.Allows(room.GenderRule, Record(elder).Gender), $"{elder} has {bed}"));
        });
    }
}
