using Eldercare.Beds.Homes;
using Eldercare.People;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Homes;

public static class CertificateTests
{
    private static readonly RecordCertificate s_renew = new(
        Hillside, CertificateKind.FireInspection, "F-1", Yesterday, ValidFrom: null, Today.AddYears(1));

    private static readonly WithdrawCertificate s_withdraw = new(
        Hillside, CertificateKind.FireInspection, "F-1", Inspected.IssuedOn, Today, "Blocked exits");

    private static readonly CertificateWithdrawn s_withdrawn = new(
        Hillside, CertificateKind.FireInspection, "F-1", Inspected.IssuedOn, Today, "Blocked exits");

    [Fact]
    public static void Records_a_renewal_of_the_same_number_from_the_day_it_was_issued() => Given().When(s_renew).Then(
        new CertificateRecorded(Hillside, CertificateKind.FireInspection, "F-1", Yesterday, Yesterday, Today.AddYears(1)));

    [Fact]
    public static void Keeps_every_certificate_for_its_own_days()
    {
        var world = Given();
        world.When(s_renew with { ValidFrom = new(2026, 7, 1) });
        Assert.Equal(
            [(true, new(2026, 5, 31)), (false, new(2026, 6, 30)), (true, new(2026, 7, 1)), (true, Today.AddYears(1))],
            ((DateOnly[])[new(2026, 5, 31), new(2026, 6, 30), new(2026, 7, 1), Today.AddYears(1)])
                .Select(d => (MayAdmit.Check(world.StateOf(Hillside), d) is null || IsOnly(world, d, CertificateKind.LiabilityInsurance), d)));
    }

    [Fact]
    public static void Changes_nothing_when_it_is_recorded_so() => Given()
        .When(s_renew with { IssuedOn = Inspected.IssuedOn, ValidUntil = Inspected.ValidUntil }).ThenNothing();

    [Fact]
    public static void Refuses_other_dates_of_a_certificate_that_holds() => Given().When(s_renew with { IssuedOn = Inspected.IssuedOn })
        .ThenRefused("CERTIFICATE_DIFFERS", new CertificateDiffers(
            Hillside, CertificateKind.FireInspection, Inspected.ValidFrom, Inspected.ValidUntil));

    [Fact]
    public static void Takes_other_dates_once_it_is_withdrawn() => Given(s_withdrawn)
        .When(s_renew with { IssuedOn = Inspected.IssuedOn }).Then(
            Inspected with { ValidUntil = Today.AddYears(1) });

    [Fact]
    public static void A_licence_may_have_no_end() => Given().When(s_renew with { Kind = CertificateKind.Licence, ValidUntil = null }).Then(
        new CertificateRecorded(Hillside, CertificateKind.Licence, "F-1", Yesterday, Yesterday, null));

    [Theory]
    [InlineData(null, null, "validUntil")]
    [InlineData(null, "2026-02-28", "validUntil")]
    [InlineData("2026-02-28", "2027-01-01", "validFrom")]
    [InlineData("2036-03-02", "2037-01-01", "validFrom")]
    [InlineData(null, "2056-03-02", "validUntil")]
    public static void Refuses_dates_no_certificate_has(string? from, string? until, string field) => Given()
        .When(s_renew with { ValidFrom = Day(from), ValidUntil = Day(until) })
        .ThenRefused("CERTIFICATE_DATES_INVALID", new CertificateDatesInvalid(field));

    [Fact]
    public static void Refuses_a_certificate_issued_tomorrow() => Given().When(s_renew with { IssuedOn = Tomorrow })
        .ThenRefused("DATE_IN_FUTURE", new DateInFuture("issuedOn"));

    [Fact]
    public static void Refuses_a_certificate_without_a_number() => Given().When(s_renew with { Number = " " })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("number"));

    [Fact]
    public static void Refuses_to_record_for_an_unknown_home() => Given().When(s_renew with { Home = new(Id(90)) })
        .ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(90))));

    [Fact]
    public static void Withdraws_a_certificate_from_a_day_on() => Given().When(s_withdraw).Then(s_withdrawn);

    [Fact]
    public static void Withdraws_it_again_only_for_an_earlier_day()
    {
        Given(s_withdrawn).When(s_withdraw with { From = Tomorrow }).ThenNothing();
        Given(s_withdrawn).When(s_withdraw with { From = Inspected.ValidFrom }).Then(s_withdrawn with { From = Inspected.ValidFrom });
    }

    [Fact]
    public static void Refuses_to_withdraw_what_was_never_recorded() => Given().When(s_withdraw with { IssuedOn = Today })
        .ThenRefused("CERTIFICATE_UNKNOWN", new CertificateUnknown(Hillside, CertificateKind.FireInspection));

    [Theory, InlineData("2025-05-31"), InlineData("2026-06-01")]
    public static void Refuses_to_withdraw_from_a_day_it_does_not_hold(string from) => Given()
        .When(s_withdraw with { From = Day(from)!.Value })
        .ThenRefused("CERTIFICATE_DATES_INVALID", new CertificateDatesInvalid("from"));

    [Fact]
    public static void Refuses_to_withdraw_without_a_reason() => Given().When(s_withdraw with { Reason = "" })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("reason"));

    [Fact]
    public static void Refuses_to_withdraw_from_an_unknown_home() => Given().When(s_withdraw with { Home = new(Id(90)) })
        .ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(90))));

    private static bool IsOnly(World world, DateOnly day, CertificateKind kind) =>
        MayAdmit.Check(world.StateOf(Hillside), day)!.Lacking is [var only] && only.Kind == kind;

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", null);
}
