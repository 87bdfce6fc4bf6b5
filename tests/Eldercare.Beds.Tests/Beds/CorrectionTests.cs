using Eldercare.Beds.Beds;
using Eldercare.People;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

/// <summary>Days that were recorded wrongly; Anna was in bed One from Wednesday to Friday of last week.</summary>
public static class CorrectionTests
{
    private static readonly DateOnly s_wednesday = Today.AddDays(-5), s_thursday = Today.AddDays(-4), s_friday = Today.AddDays(-3);
    private static readonly object[] s_stayed =
        [AnnaInOne with { On = s_wednesday }, AnnaLeft with { On = s_friday }, new BedCleaned(One)];

    private static readonly CorrectStay s_left = new(One, Anna, s_wednesday, s_wednesday, s_thursday, "She left a day before");
    private static readonly StayCorrected s_corrected = new(One, Anna, s_wednesday, s_wednesday, s_thursday, "She left a day before");

    private static readonly object[] s_moved =
    [
        AnnaInOne with { On = s_wednesday }, new ResidentTransferredOut(One, Anna, Two, s_friday),
        new ResidentTransferredIn(Two, Anna, One, s_friday), new BedCleaned(One),
    ];

    private static readonly CorrectTransfer s_transfer = new(Anna, One, Two, s_friday, s_thursday, "A day before");

    [Fact]
    public static void A_stay_that_is_over_ended_on_another_day()
    {
        var world = Given(s_stayed);
        world.When(s_left).Then(s_corrected);
        Assert.Equal((s_wednesday, s_thursday), (world.StateOf(One).Ended[0].From, world.StateOf(One).Ended[0].Until));
    }

    [Fact]
    public static void The_days_given_back_can_be_another_s()
    {
        var world = Given(s_stayed);
        world.When(new AdmitResident(One, Bruno, null, s_thursday)).ThenRefused("BED_TAKEN", new BedTaken(One, s_wednesday, s_friday));
        world.When(s_left);
        world.When(new AdmitResident(One, Bruno, null, s_thursday)).Then(AnnaInOne with { Elder = Bruno, On = s_thursday });
    }

    [Fact]
    public static void A_stay_that_goes_on_began_on_another_day()
    {
        var world = Given(AnnaInOne with { On = s_friday });
        world.When(new CorrectStay(One, Anna, s_friday, s_thursday, null, "Slip")).Then(new StayCorrected(One, Anna, s_friday, s_thursday, null, "Slip"));
        Assert.Equal(s_thursday, world.StateOf(One).Since);
    }

    [Fact] public static void Says_nothing_new_about_a_stay_that_is_as_recorded() => Given(s_stayed).When(s_left with { ToUntil = s_friday }).ThenNothing();

    [Fact]
    public static void Refuses_days_that_are_another_s() =>
        Given(s_stayed, AnnaInOne with { Elder = Bruno, On = s_friday }).When(s_left with { ToUntil = Yesterday })
            .ThenRefused("BED_TAKEN", new BedTaken(One, s_friday, null));

    [Fact]
    public static void Refuses_days_she_was_elsewhere() =>
        Given(s_stayed, AnnaInOne with { Bed = Two, On = s_friday }).When(s_left with { ToUntil = Yesterday })
            .ThenRefused("ELDER_ELSEWHERE", new ElderElsewhere(Anna, Two, s_friday, null));

    [Fact]
    public static void Refuses_a_stay_nobody_recorded() => Given(s_stayed).When(s_left with { From = Yesterday })
        .ThenRefused("STAY_UNKNOWN", new StayUnknown(One, Anna, Yesterday));

    [Fact]
    public static void Refuses_to_end_a_stay_that_goes_on() => Given(AnnaInOne).When(s_left with { From = Today })
        .ThenRefused("STAY_GOES_ON", new StayGoesOn(One, Anna));

    [Fact]
    public static void Refuses_to_take_the_end_from_a_stay_that_is_over() => Given(s_stayed).When(s_left with { ToUntil = null })
        .ThenRefused("STAY_IS_OVER", new StayIsOver(One, s_friday));

    [Fact]
    public static void Refuses_an_end_before_the_beginning() => Given(s_stayed).When(s_left with { ToUntil = s_wednesday.AddDays(-1) })
        .ThenRefused("STAY_ENDS_TOO_EARLY", new StayEndsTooEarly(s_wednesday.AddDays(-1)));

    [Fact]
    public static void Refuses_a_day_to_come() => Given(s_stayed).When(s_left with { ToUntil = Tomorrow })
        .ThenRefused("DATE_IN_FUTURE", new DateInFuture("toUntil"));

    [Fact]
    public static void Refuses_one_side_of_a_transfer()
    {
        var world = Given(s_moved);
        world.When(s_left).ThenRefused("DAY_IS_OF_TRANSFER", new DayIsOfTransfer(One, s_friday));
        world.When(new CorrectStay(Two, Anna, s_friday, s_thursday, null, "Slip")).ThenRefused("DAY_IS_OF_TRANSFER", new DayIsOfTransfer(Two, s_friday));
    }

    [Fact]
    public static void A_transfer_happened_on_another_day_in_both_beds() => Given(s_moved).When(s_transfer).Then(
        new StayCorrected(One, Anna, s_wednesday, s_wednesday, s_thursday, "A day before"),
        new StayCorrected(Two, Anna, s_friday, s_thursday, null, "A day before"));

    [Fact]
    public static void Refuses_a_transfer_into_days_the_new_bed_was_another_s() =>
        Given(AnnaInOne with { Bed = Two, Elder = Bruno, On = s_wednesday }, new ResidentDeparted(Two, Bruno, s_friday, DepartureReason.Departed),
            new BedCleaned(Two), s_moved).When(s_transfer).ThenRefused("BED_TAKEN", new BedTaken(Two, s_wednesday, s_friday));

    [Fact]
    public static void Refuses_a_transfer_nobody_recorded() => Given(s_moved).When(s_transfer with { On = Yesterday })
        .ThenRefused("TRANSFER_UNKNOWN", new TransferUnknown(Anna, One, Two, Yesterday));

    [Fact]
    public static void Refuses_a_transfer_before_she_came() => Given(s_moved).When(s_transfer with { ToOn = s_wednesday.AddDays(-1) })
        .ThenRefused("STAY_TOO_EARLY", new StayTooEarly(One, s_wednesday));
}
