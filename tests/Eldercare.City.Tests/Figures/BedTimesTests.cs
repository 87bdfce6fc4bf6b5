using Eldercare.Beds;
using Eldercare.Beds.Census;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Figures;

/// <summary>What is kept of a bed's and an application's time.</summary>
public static class BedTimesTests
{
    private static readonly DateOnly s_soon = Today.AddDays(5), s_later = Today.AddDays(20);
    private static readonly BedRegistered s_bed = new(BedOne, Hillside, RoomOne, "1", BedKind.Nursing, GenderRule.Mixed, CareLevel.Total);
    private static readonly Placement s_everyone = new("plain", 1, "everyone", 3, 0, "all"), s_first = new("plain", 1, "first", 0, 0, "destitute");
    private static readonly BedAppliedFor s_applied = new(Wish, Anna, [], [], BedKind.Nursing, Lane.Everyone, Now, s_everyone);

    [Fact]
    public static void An_agreed_end_and_a_leave_say_when_the_bed_is_free() => Versions(
        s_bed, new ResidentAdmitted(BedOne, Hillside, Anna, null, Today), new StayEndAgreed(BedOne, Anna, s_later),
        new LeaveBegan(BedOne, Anna, LeaveKind.Visit, Today, s_soon), new LeaveExtended(BedOne, Anna, s_later), new LeaveEnded(BedOne, Anna, Today),
        new ResidentDeparted(BedOne, Anna, Today, DepartureReason.Departed))
        .Are(
            (BedState.Ready, null, null), (BedState.Occupied, null, null), (BedState.Occupied, s_later, null), (BedState.OnLeave, s_later, s_soon),
            (BedState.OnLeave, s_later, s_later), (BedState.Occupied, s_later, null), (BedState.ToClean, null, null));

    [Fact]
    public static void A_closed_bed_is_expected_back_until_it_is() => Versions(
        s_bed, new BedClosed(BedOne, "Pipe", ClosureKind.Maintenance, Today, s_soon), new BedReopened(BedOne))
        .Are((BedState.Ready, null, null), (BedState.Closed, s_soon, null), (BedState.ToClean, null, null));

    [Fact]
    public static void A_reservation_promises_the_bed_until_it_begins_is_cancelled_or_used_up()
    {
        var versions = Versions(
            s_bed, new ReservationMade(BedOne, Hillside, Bruno, s_later, null), new ReservationMade(BedOne, Hillside, Anna, s_soon, s_later),
            new ReservationCancelled(BedOne, Anna, s_soon, ReservationEnd.Cancelled, Kept: false),
            new ReservationMade(BedOne, Hillside, Anna, s_soon, s_later), new ResidentAdmitted(BedOne, Hillside, Anna, null, s_soon, s_later),
            new ResidentDeparted(BedOne, Anna, s_soon, DepartureReason.Departed), new BedCleaned(BedOne), new ReservationBegan(BedOne, Bruno, s_later));

        Assert.Equal([null, s_later, s_soon, s_later, s_soon, s_later, s_later, s_later, null], versions.Select(v => v.PromisedFrom));
    }

    [Fact]
    public static void A_bed_has_each_kind_for_its_time_and_no_version_of_what_changes_nothing()
    {
        var versions = Versions(
            s_bed, new BedChanged(BedOne, Hillside, BedKind.Nursing, BedKind.Nursing, CareLevel.Mild, []),
            new BedChanged(BedOne, Hillside, BedKind.Dementia, BedKind.Nursing, CareLevel.Mild, []));

        Assert.Equal(
            [(BedKind.Nursing, TestRows.RecordedAt(1), TestRows.RecordedAt(3)), (BedKind.Dementia, TestRows.RecordedAt(3), null)],
            versions.Select(v => (v.Kind!.Value, v.Since, v.Until)));
    }

    [Fact]
    public static void An_application_waits_in_each_lane_for_its_time_until_she_moves_in() => Assert.Equal(
        [
            new WaitingTime(Wish, 1, Anna, BedKind.Nursing, Lane.Everyone, "everyone", 3, Now, Now, TestRows.RecordedAt(1), TestRows.RecordedAt(2)),
            new WaitingTime(
                Wish, 2, Anna, BedKind.Nursing, Lane.Destitute, "first", 0, Now, TestRows.RecordedAt(2), TestRows.RecordedAt(2), TestRows.RecordedAt(3), Today),
        ],
        Waits(s_applied, Moved, new ResidentAdmitted(BedOne, Hillside, Anna, Wish, Today)));

    [Fact]
    public static void Who_withdraws_waits_no_longer_and_was_not_admitted() => Assert.Equal(
        [(TestRows.RecordedAt(2), (DateOnly?)null)],
        Waits(s_applied, new ApplicationEnded(Wish, EndReason.Withdrawn)).Select(w => (w.Until!.Value, w.AdmittedOn)));

    [Fact]
    public static void A_resident_without_an_application_never_waited() =>
        Assert.Empty(Waits(new ResidentAdmitted(BedOne, Hillside, Anna, null, Today)));

    [Fact]
    public static void People_are_counted_where_they_live_from_day_to_day()
    {
        var rows = new TestRows().After(
            [new PopulationView()],
            new ElderRegistered(Anna, Jingkou, Gender.Female, 194803), new ElderRegistered(Bruno, Jingkou, Gender.Male, 194803),
            new ElderDetailsChanged(Anna, "321181", Jingkou, 194803), new ElderDetailsChanged(Anna, "321181"),
            new ElderDied(Bruno, Today, 194803, Jingkou));

        Assert.Equal(
            [new("321102:194803", Today, Jingkou, 194803, 0), new("321181:194803", Today, "321181", 194803, 1)],
            rows.All<PeopleOfDay>().OrderBy(r => r.District, StringComparer.Ordinal));
    }

    private static LaneChanged Moved => new(
        Wish, Anna, Lane.Destitute, s_everyone, s_first, new LaneFacts(86, null, [], LocalHukou: false), [LaneCause.Entitlement], Now);

    private static BedStateTime[] Versions(params ReadOnlySpan<object> facts) =>
        [.. new TestRows().After(BedOne.Value, [new CensusView()], facts).All<BedStateTime>().OrderBy(b => b.Nr)];

    private static void Are(this BedStateTime[] versions, params (BedState, DateOnly?, DateOnly?)[] expected)
    {
        Assert.Equal(expected, versions.Select(v => (v.State, v.FreeOn, v.KeptUntil)));
        Assert.Equal(versions.Skip(1).Select(v => (DateTimeOffset?)v.Since).Append(null), versions.Select(v => v.Until));
    }

    private static IEnumerable<WaitingTime> Waits(params ReadOnlySpan<object> facts) =>
        new TestRows().After(Wish.Value, [new WaitingTimesView()], facts).All<WaitingTime>().OrderBy(w => w.Nr);
}
