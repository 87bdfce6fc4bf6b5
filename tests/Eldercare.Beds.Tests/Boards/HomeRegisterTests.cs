using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Views;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Boards;

public static class HomeRegisterTests
{
    private static readonly CertificateRow s_inspected = new(
        CertificateRow.IdOf(Hillside, CertificateKind.FireInspection, "F-1", Inspected.IssuedOn), Hillside, CertificateKind.FireInspection, "F-1",
        Inspected.IssuedOn, Inspected.ValidFrom, Inspected.ValidUntil, Inspected.ValidUntil, null, Now, null);

    private static readonly CertificateWithdrawn s_withdrawn = new(
        Hillside, CertificateKind.FireInspection, "F-1", Inspected.IssuedOn, Today, "Blocked exits");

    [Theory, InlineData(1), InlineData(100)]
    public static void An_updated_home_shows_what_it_says_of_itself_now(int batch)
    {
        var rows = Rows.After([.. Built, new HomeUpdated(Hillside, "Hilltop", "2 Hill Street", 32.3, 119.5, OperatorKind.Public, "0511")], batch);
        var home = rows.Get<HomeBoard>(Hillside)!;
        Assert.Equal(
            ("Hilltop", "2 Hill Street", 32.3, 119.5, OperatorKind.Public, "0511", 3),
            (home.Name, home.Address, home.Latitude, home.Longitude, home.Operator, home.Phone, home.Ready));
    }

    [Fact]
    public static void A_certificate_stands_with_its_days() =>
        Assert.Equal(s_inspected, Rows.After([.. Built, Inspected]).Get<CertificateRow>(s_inspected.Id));

    [Theory, InlineData(1), InlineData(100)]
    public static void A_withdrawn_certificate_ends_the_day_before(int batch)
    {
        var row = Rows.After([.. Built, Inspected, s_withdrawn], batch).Get<CertificateRow>(s_inspected.Id)!;
        Assert.Equal(s_inspected with { EndsOn = Yesterday, WithdrawnBecause = "Blocked exits", WithdrawnAt = Now }, row);
        Assert.Equal((Today, Yesterday), (row.Certificate.WithdrawnFrom, row.Certificate.EndsOn));
    }

    [Fact]
    public static void A_certificate_recorded_anew_after_a_withdrawal_holds() => Assert.Equal(
        s_inspected, Rows.After([.. Built, Inspected, s_withdrawn, Inspected]).Get<CertificateRow>(s_inspected.Id));

    [Fact]
    public static void A_changed_room_and_its_beds_show_the_rule()
    {
        var rows = Rows.After(
        [
            .. Built, new RoomChanged(Hillside, MixedRoom, "East", 2, GenderRule.Female), new BedGenderRuleChanged(One, Hillside, GenderRule.Female),
        ]);
        Assert.Equal(new RoomRow(MixedRoom, Hillside, "101", GenderRule.Female, "East", 2), rows.Get<RoomRow>(MixedRoom));
        Assert.Equal((GenderRule.Female, BedState.Ready), (rows.Get<BedBoard>(One)!.GenderRule, rows.Get<BedBoard>(One)!.State));
    }

    [Fact]
    public static void A_changed_bed_shows_what_it_is_and_costs_and_keeps_its_resident()
    {
        var bed = Rows.After(
        [
            .. Built, AnnaInOne, new BedPriceSet(One, Hillside, new(9_000), Tomorrow), new BedPriceSet(One, Hillside, new(8_000), Today),
            new BedChanged(One, Hillside, BedKind.Dementia, BedKind.Nursing, CareLevel.Total, [BedEquipment.Oxygen]),
        ]).Get<BedBoard>(One)!;
        Assert.Equal((BedState.Occupied, Anna, BedKind.Dementia, CareLevel.Total), (bed.State, bed.Elder, bed.Kind, bed.HighestCareLevel));
        Assert.Equal([BedEquipment.Oxygen], bed.Equipment!);
        Assert.Equal([new(Today, new(8_000)), new(Tomorrow, new(9_000))], bed.Prices!);
    }

    [Fact]
    public static void Every_change_is_kept_with_who_and_when()
    {
        var kept = new Kept();
        object[] facts = [HillsideRegistered, Inspected, s_withdrawn, OneRegistered, new BedPriceSet(One, Hillside, new(9_000), Tomorrow)];
        for (var i = 0; i < facts.Length; i++)
            new HomeChangeView().Apply(new(i + 1, World.StreamOf(facts[i]).Id, 1, facts[i], Now.AddHours(i), $"office-{i}"), kept);

        Assert.Equal(
            ["HomeRegistered", "CertificateRecorded", "CertificateWithdrawn", "BedRegistered", "BedPriceSet"], kept.Changes.Select(c => c.Kind));
        Assert.All(kept.Changes, (c, i) => Assert.Equal((Hillside, i + 1L, Now.AddHours(i), $"office-{i}"), (c.Home, c.Sequence, c.At, c.By)));
        Assert.Equal(
            new HomeChange(Hillside, 3, "CertificateWithdrawn", Now.AddHours(2), "office-2", null, null, new()
            {
                Certificate = CertificateKind.FireInspection,
                Number = "F-1",
                From = Today,
                Reason = "Blocked exits",
            }),
            kept.Changes[2]);
        Assert.Equal((One, new Fen(9_000), Tomorrow), (kept.Changes[4].Bed, kept.Changes[4].Now.DailyPrice, kept.Changes[4].Now.From));
    }

    [Fact]
    public static void Every_fact_about_a_home_is_a_change_but_those_told_by_another() => Assert.Equal(
        [typeof(BedPlaced)],
        typeof(BedsModule).Assembly.GetTypes().Where(t => t.IsSealed && t.IsAssignableTo(typeof(HomeFact)))
            .Except(new HomeChangeView().Events));

    private sealed class Kept : RowSet
    {
        public List<HomeChange> Changes { get; } = [];

        public override TRow? Find<TRow>(params ReadOnlySpan<object> key)
            where TRow : class => null;

        public override void Put(object row) => Changes.Add((HomeChange)row);

        public override void Remove<TRow>(params ReadOnlySpan<object> key)
            where TRow : class => throw new InvalidOperationException("Changes are only ever added.");
    }
}
