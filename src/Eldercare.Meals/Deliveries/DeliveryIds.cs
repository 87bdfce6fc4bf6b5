using System.Globalization;
using Eldercare.People;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A delivery run: one driver's tour for one sitting; its id follows from the sitting and the run's number.</summary>
public readonly record struct DeliveryRunId(Guid Value) : IId<DeliveryRunId>
{
    public static DeliveryRunId From(Guid value) => new(value);

    public static DeliveryRunId Of(SittingId sitting, int number) =>
        new(NameBasedId.Of(string.Create(CultureInfo.InvariantCulture, $"delivery:{sitting.Value}:{number}")));

    public override string ToString() => Value.ToString();
}

/// <summary>A welfare alert: somebody who should have been at home did not open; one a run and elder.</summary>
public readonly record struct WelfareAlertId(Guid Value) : IId<WelfareAlertId>
{
    public static WelfareAlertId From(Guid value) => new(value);

    public static WelfareAlertId Of(DeliveryRunId run, ElderId elder) => new(NameBasedId.Of($"welfare:{run.Value}:{elder.Value}"));

    public override string ToString() => Value.ToString();
}
