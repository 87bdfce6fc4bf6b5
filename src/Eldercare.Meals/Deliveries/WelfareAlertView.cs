using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>Every welfare alert there ever was.</summary>
public sealed class WelfareAlertView : View
{
    public override string Name => "WelfareAlerts";

    public override ImmutableArray<Type> Rows => [typeof(WelfareAlertRow)];

    public override ImmutableArray<Type> Events => [typeof(WelfareAlertRaised), typeof(WelfareAlertEscalated), typeof(WelfareAlertSettled)];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is not WelfareAlertRaised) rows.Find<WelfareAlertRow>(new WelfareAlertId(recorded.Stream));
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var row = recorded.Fact is WelfareAlertRaised raised
            ? new WelfareAlertRow(
                raised.Alert, raised.Elder, raised.Run, raised.Point, raised.District, raised.At, raised.EscalatesAt, EscalatedAt: null,
                Open: true, Finding: null, Source: null, SettledAt: null, SettledBy: null)
            : rows.Find<WelfareAlertRow>(new WelfareAlertId(recorded.Stream))
                ?? throw new InvalidOperationException($"No welfare alert {recorded.Stream}.");
        rows.Put(recorded.Fact switch
        {
            WelfareAlertEscalated => row with { EscalatedAt = recorded.RecordedAt },
            WelfareAlertSettled f => row with
            {
                Open = false,
                Finding = f.Finding,
                Source = f.Source,
                SettledAt = recorded.RecordedAt,
                SettledBy = recorded.Actor,
                LookedAfterBy = f.By,
            },
            _ => row,
        });
    }
}
