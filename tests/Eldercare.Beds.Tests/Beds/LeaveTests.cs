using Eldercare.Beds.Beds;
using Eldercare.People;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

public static class LeaveTests
{
    private static readonly DateOnly s_friday = Today.AddDays(4);
    private static readonly BeginLeave s_begin = new(One, Anna, LeaveKind.Hospital, Today, s_friday);
    private static readonly LeaveBegan s_away = new(One, Anna, LeaveKind.Hospital, Today, s_friday);
    private static readonly ReleaseBedFromLeave s_release = new(One, Anna, s_friday);

    [Fact]
    public static void Keeps_the_bed_until_the_date_in_the_contract()
    {
        var world = Given(AnnaInOne);
        world.When(s_begin).Then(s_away);
        Assert.Equal((BedState.OnLeave, Anna, s_friday), (world.StateOf(One).State, world.StateOf(One).Elder, world.StateOf(One).Leave?.KeptUntil));
    }

    [Fact]
    public static void Refuses_to_keep_it_until_today() => Given(AnnaInOne).When(s_begin with { KeptUntil = Today })
        .ThenRefused("LEAVE_END_INVALID", new LeaveEndInvalid(Today, Today.AddYears(1)));

    [Fact]
    public static void Refuses_to_keep_it_beyond_the_agreed_end() => Given(AnnaInOne with { Until = Tomorrow }).When(s_begin)
        .ThenRefused("LEAVE_END_INVALID", new LeaveEndInvalid(s_friday, Tomorrow));

    [Fact]
    public static void Refuses_a_leave_from_tomorrow_on() => Given(AnnaInOne).When(s_begin with { On = Tomorrow })
        .ThenRefused("DATE_IN_FUTURE", new DateInFuture("on"));

    [Fact]
    public static void Refuses_a_leave_from_before_she_moved_in() => Given(AnnaInOne).When(s_begin with { On = Yesterday })
        .ThenRefused("STAY_TOO_EARLY", new StayTooEarly(One, Today));

    [Fact]
    public static void Refuses_someone_who_lies_elsewhere() => Given(AnnaInOne).When(s_begin with { Elder = Bruno })
        .ThenRefused("NOT_THE_RESIDENT", new NotTheResident(One, Bruno));

    [Fact]
    public static void She_comes_back_to_her_bed()
    {
        var world = Given(AnnaInOne, s_away);
        world.When(new EndLeave(One, Anna, Today)).Then(new LeaveEnded(One, Anna, Today));
        Assert.Equal((BedState.Occupied, null, Today), (world.StateOf(One).State, world.StateOf(One).Leave, world.StateOf(One).Since));
    }

    [Fact]
    public static void Refuses_to_come_back_before_she_went() => Given(AnnaInOne with { On = Yesterday }, s_away)
        .When(new EndLeave(One, Anna, Yesterday)).ThenRefused("STAY_TOO_EARLY", new StayTooEarly(One, Today));

    [Fact]
    public static void The_bed_is_released_when_its_day_comes()
    {
        var world = Given(AnnaInOne, s_away).At(CityTime.At(s_friday, TimeOnly.MinValue));
        var outcome = world.When(s_release).Then(new BedReleasedFromLeave(One, Hillside, Anna, s_friday));
        Assert.Equal([(Resident.Claim(Anna), Bed.Stream.At(One.Value))], outcome.Releases);
        Assert.Equal((BedState.ToClean, null), (world.StateOf(One).State, world.StateOf(One).Elder));
    }

    [Fact] public static void The_bed_is_not_released_before() => Given(AnnaInOne, s_away).When(s_release).ThenNothing();

    [Fact]
    public static void A_bed_kept_longer_is_not_released_on_the_first_day()
    {
        var world = Given(AnnaInOne, s_away);
        world.When(new ExtendLeave(One, Anna, s_friday.AddDays(7))).Then(new LeaveExtended(One, Anna, s_friday.AddDays(7)));
        world.At(CityTime.At(s_friday, TimeOnly.MinValue)).When(s_release).ThenNothing();
    }

    [Fact]
    public static void The_bed_of_who_came_back_is_not_released() =>
        Given(AnnaInOne, s_away, new LeaveEnded(One, Anna, Today)).At(CityTime.At(s_friday, TimeOnly.MinValue)).When(s_release).ThenNothing();

    [Fact]
    public static void Refuses_to_extend_a_leave_nobody_is_on() => Given(AnnaInOne).When(new ExtendLeave(One, Anna, s_friday))
        .ThenRefused("NOT_ON_LEAVE", new NotOnLeave(One, Anna));

    [Fact]
    public static void She_leaves_for_good_from_a_leave() =>
        Given(AnnaInOne, s_away).When(new RecordDeparture(One, Anna, Today, DepartureReason.Departed)).Then(AnnaLeft);
}
