using Eldercare.People;
using static Eldercare.Meals.Tests.Deliveries.Tour;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Deliveries;

public static class WelfareAlertTests
{
    private static readonly WelfareAlertId s_alert = WelfareAlertId.Of(RunOne, Anna);

    [Fact]
    public static void Is_settled_by_what_a_person_found() => Assert.Equal(
        [new WelfareAlertSettled(s_alert, Anna, WelfareFinding.AtRelatives, WelfareSource.Phoned, "S-12")],
        Raised().Do(Settling(WelfareFinding.AtRelatives)));

    [Fact]
    public static void Escalates_once_when_the_time_is_up()
    {
        var street = Raised();
        street.Clock = Ten + Hour - TimeSpan.FromTicks(1);
        Assert.Empty(street.Do(new EscalateWelfareAlert(s_alert)));
        street.Clock = Ten + Hour;
        Assert.Equal([new WelfareAlertEscalated(s_alert)], street.Do(new EscalateWelfareAlert(s_alert)));
        Assert.Empty(street.Do(new EscalateWelfareAlert(s_alert)));
        Assert.NotEmpty(street.Do(Settling(WelfareFinding.InHospital)));
    }

    [Fact]
    public static void Does_not_escalate_when_settled_in_time()
    {
        var street = Raised();
        street.Do(Settling(WelfareFinding.Safe));
        street.Clock = Ten + Hour;
        Assert.Empty(street.Do(new EscalateWelfareAlert(s_alert)));
    }

    [Fact]
    public static void Keeps_the_first_finding()
    {
        var street = Raised();
        street.Do(Settling(WelfareFinding.Safe));
        Assert.Empty(street.Do(Settling(WelfareFinding.Safe)));
        Assert.Equal(new WelfareAlertAlreadySettled(s_alert, WelfareFinding.Safe), street.Run(Settling(WelfareFinding.Died)).Refusal);
    }

    [Fact]
    public static void Names_who_settles_it() =>
        Assert.Equal(TextInvalid.Empty("by"), Raised().Run(Settling(WelfareFinding.Safe) with { By = " " }).Refusal);

    [Fact]
    public static void Must_have_been_raised()
    {
        var street = UnderWay();
        Assert.Equal(new WelfareAlertUnknown(s_alert), street.Run(Settling(WelfareFinding.Safe)).Refusal);
        Assert.Equal(new WelfareAlertUnknown(s_alert), street.Run(new EscalateWelfareAlert(s_alert)).Refusal);
    }

    private static SettleWelfareAlert Settling(WelfareFinding finding) => new(s_alert, Point, finding, WelfareSource.Phoned, "S-12");

    private static Street Raised()
    {
        var street = UnderWay();
        street.Do(NotAtHome(Anna));
        return street;
    }
}
