using System.Globalization;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;
using Eldercare.Subsidies;

namespace Eldercare.Beds.Charges;

public abstract record StayChargesFact;

/// <summary>A named person took a home's bills of a month for final. What changes later goes into the next month that is open.</summary>
/// <param name="Home">Whose.</param>
/// <param name="District">The home's.</param>
/// <param name="Month">yyyymm.</param>
/// <param name="Bills">As the person saw them.</param>
/// <param name="Owed">The sum of what funders owe: the control sum.</param>
/// <param name="Seen">All events up to this one were in them.</param>
public sealed record StayChargesFrozen(
    HomeId Home, string District, int Month, ImmutableArray<ResidentBill> Bills, Fen Owed, long Seen) : StayChargesFact
{
    public bool Equals(StayChargesFrozen? other) => other is not null
        && (Home, District, Month, Owed, Seen) == (other.Home, other.District, other.Month, other.Owed, other.Seen) && Bills.SequenceEqual(other.Bills);

    public override int GetHashCode() => HashCode.Combine(Home, Month, Owed, Seen);
}

/// <summary>Whether a home's bills of a month are final.</summary>
public sealed record StayCharges(StayChargesFrozen Frozen)
{
    public static StreamType<StayCharges, StayChargesFact> Stream { get; } = new("stay_charges", Fold);

    public static StreamRef At(HomeId home, YearMonth month) =>
        Stream.At(NameBasedId.Of(string.Create(CultureInfo.InvariantCulture, $"stay_charges:{home.Value}:{month}")));

    public static StayCharges? Fold(StayCharges? charges, StayChargesFact fact) => (charges, fact) switch
    {
        (null, StayChargesFrozen f) => new(f),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow the charges' state."),
    };
}

/// <summary>A home's month that is final.</summary>
/// <param name="Home">Whose.</param>
/// <param name="Month">yyyymm.</param>
/// <param name="District">The home's.</param>
/// <param name="Owed">What funders owe.</param>
/// <param name="Seen">All events up to this one were in it.</param>
/// <param name="FrozenBy">Who took it for final: the sign-in's subject.</param>
/// <param name="FrozenAt">When.</param>
[Table("stay_charges")]
public sealed record StayChargesRow(
    [Key] HomeId Home, [Key] int Month, string District, Fen Owed, long Seen, string? FrozenBy, DateTimeOffset FrozenAt);

/// <summary>A resident's final bill.</summary>
[Table("stay_bills", Indexes = ["home, month"])]
public sealed record StayBillRow([Key] ElderId Elder, [Key] HomeId Home, [Key] int Month, ImmutableArray<StayLine> Lines);

/// <summary>
/// Takes a home's bills of a month for final, one of all of a district's. The person names the district's control sum as she saw it, with what
/// was final before: when it is another by now, none is frozen, and she has to look again.
/// </summary>
/// <param name="Home">Whose.</param>
/// <param name="Month">A month that is over.</param>
/// <param name="Bills">As they were read.</param>
/// <param name="Seen">All events up to this one were in them.</param>
/// <param name="District">Of all that are frozen together.</param>
/// <param name="Owed">What funders owe in the district, as it was read.</param>
/// <param name="Expected">What the person saw.</param>
/// <param name="Until">The last day that was in them.</param>
public sealed record FreezeStayCharges(
    HomeId Home, YearMonth Month, ImmutableArray<ResidentBill> Bills, long Seen, string District, Fen Owed, Fen Expected, DateOnly Until) : ICommand
{
    private StreamRef Stream => StayCharges.At(Home, Month);

    private StreamRef HomeStream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [HomeStream] };

    public Outcome Decide(Known known) => FreezeStayChargesDecider.Decide(
        this, known.State<Home>(HomeStream), known.State<StayCharges>(Stream), CityTime.Today(known.Now)).On(Stream);
}

public sealed record StayChargesAlreadyFrozen(HomeId Home, int Month, Fen Owed) : Refusal
{
    public override Words Message => new("该机构当月账单已定案。", "The home's bills of the month are final already.");
}

/// <param name="Month">yyyymm.</param>
/// <param name="Last">Its last day.</param>
public sealed record StayMonthNotOver(int Month, DateOnly Last) : Refusal
{
    public override Words Message => new(
        $"当月尚未结束，请在{Last:M月d日}之后定案。",
        $"The month is not over: days are still counted until {Last:yyyy-MM-dd}.");
}

/// <param name="District">Whose bills.</param>
/// <param name="Month">yyyymm.</param>
/// <param name="Owed">What funders owe in the district by now.</param>
public sealed record StaySumDiffers(string District, int Month, Fen Owed) : Refusal
{
    public override Words Message => new(
        $"全区应付款现为{Owed}元，与您看到的不同，请重新核对后再定案。",
        $"What funders owe in the district is no longer what was seen, but {Owed} yuan: look at the charges again.");
}

public static class FreezeStayChargesDecider
{
    public static Decision<StayChargesFact> Decide(FreezeStayCharges command, Home? home, StayCharges? charges, DateOnly today)
    {
        // Read just before midnight, the month's last day was not in them.
        if (today <= command.Month.Last || command.Until < command.Month.Last) return new StayMonthNotOver(command.Month.Value, command.Month.Last);
        if (command.Owed != command.Expected) return new StaySumDiffers(command.District, command.Month.Value, command.Owed);
        if (home is null) return new HomeUnknown(command.Home);
        if (charges is not null) return new StayChargesAlreadyFrozen(command.Home, command.Month.Value, charges.Frozen.Owed);
        return new StayChargesFrozen(
            command.Home, home.District, command.Month.Value, command.Bills, StayLines.Owed(command.Bills.SelectMany(b => b.Lines)), command.Seen);
    }
}
