using Eldercare.Beds;
using Eldercare.Beds.Charges;
using Eldercare.People;
using Eldercare.Store;

namespace Eldercare.City.Charges;

/// <summary>Bills for days in homes: final ones as they were taken for final, the others computed from what is known now.</summary>
public interface IStayChargesReader
{
    /// <summary>A resident's bills of a month, a home's each: the home she came to first first.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="elder">Whose.</param>
    /// <param name="month">Which; days of it that are not over are left out.</param>
    /// <param name="today">City date.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<StayStatement> OfElderAsync(string city, ElderId elder, YearMonth month, DateOnly today, CancellationToken cancellation);

    /// <summary>Those of a home, a district or the city, home by home, by district and name; homes without bills too.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="month">Which.</param>
    /// <param name="home">Only this one.</param>
    /// <param name="district">Only this one's homes.</param>
    /// <param name="today">City date.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<StayMonth> OfHomesAsync(string city, YearMonth month, HomeId? home, string? district, DateOnly today, CancellationToken cancellation);

    /// <summary>The rates of a home, its own; null for the city's. Empty when none were set.</summary>
    Task<StayRates> RatesAsync(string city, HomeId? home, CancellationToken cancellation);
}

/// <summary>What one resident is charged for a month.</summary>
/// <param name="Elder">Who.</param>
/// <param name="Month">Which.</param>
/// <param name="Until">The last day counted of an open bill; before the month's first when none is over yet.</param>
/// <param name="Bills">A home's each.</param>
/// <param name="Policies">That explain the shares.</param>
public sealed record StayStatement(ElderId Elder, YearMonth Month, DateOnly Until, ImmutableArray<StayBill> Bills, PolicyBook Policies);

/// <param name="Elder">Whose.</param>
/// <param name="Home">Of which home.</param>
/// <param name="Lines">By month of the days.</param>
/// <param name="Final">Who took it for final and when; null while it is open.</param>
public sealed record StayBill(ElderId Elder, HomeId Home, ImmutableArray<StayLine> Lines, StayChargesRow? Final);

/// <summary>The bills of homes for a month.</summary>
/// <param name="Month">Which.</param>
/// <param name="Until">The last day counted of open bills.</param>
/// <param name="Homes">Home by home.</param>
/// <param name="Policies">That explain the shares.</param>
/// <param name="Seen">All events up to this one are in it, and maybe some more.</param>
public sealed record StayMonth(YearMonth Month, DateOnly Until, ImmutableArray<HomeBills> Homes, PolicyBook Policies, long Seen)
{
    /// <summary>What funders owe: the control sum.</summary>
    public Fen Owed => StayLines.Owed(Homes.SelectMany(h => h.Bills).SelectMany(b => b.Lines));

    /// <summary>The commands that take it for final, home by home; final ones too: they say so.</summary>
    /// <param name="district">Whose homes these are.</param>
    /// <param name="expected">The control sum the person saw.</param>
    public ImmutableArray<FreezeStayCharges> Freezing(string district, Fen expected)
    {
        var owed = Owed;
        // Where there is nothing to freeze somebody still has to say that the sum is another.
        if (Homes.IsEmpty && owed != expected) return [new(default, Month, [], Seen, district, owed, expected, Until)];
        return
        [
            .. Homes.Select(h => new FreezeStayCharges(
                h.Home.Home, Month, [.. h.Bills.Select(b => new ResidentBill(b.Elder, b.Lines))], Seen, district, owed, expected, Until)),
        ];
    }
}

/// <param name="Home">Whose.</param>
/// <param name="Final">Who took them for final and when; null while they are open.</param>
/// <param name="Bills">Resident by resident, by id.</param>
public sealed record HomeBills(HomeBoard Home, StayChargesRow? Final, ImmutableArray<StayBill> Bills);
