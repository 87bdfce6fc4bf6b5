using Eldercare.Api.SignIn;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>
/// How far the caller's roles reach: the city office and the auditor everywhere, a district office in its district, staff at their
/// site, an elder to herself. Only roles that the field's rule names count.
/// </summary>
public sealed class Scopes(RequestContext request, Role allowed)
{
    private readonly Caller _caller = request.Caller;
    private readonly Role _roles = request.Caller.Roles & allowed;

    public bool Everywhere => Has(Role.CityOffice | Role.Auditor);

    public bool District(string? district) =>
        Everywhere || (Has(Role.DistrictOffice) && district is not null && IsOwn(district));

    public async ValueTask<bool> Point(MealPointId point) =>
        Everywhere
        || (Has(Role.MealPointStaff | Role.Kitchen) && _caller.Site == point.Value)
        || (Has(Role.DistrictOffice) && District(await request.Api.Places.DistrictOfAsync(point, request.Cancellation)));

    public async ValueTask<bool> Home(HomeId home) =>
        Everywhere
        || IsSite(home)
        || (Has(Role.DistrictOffice) && District(await request.Api.Places.DistrictOfAsync(home, request.Cancellation)));

    /// <summary>The same of a home at hand: nothing is read, however many there are.</summary>
    public bool Home(HomeId home, string district) => District(district) || IsSite(home);

    public async ValueTask<bool> Bed(BedId bed) =>
        Everywhere || (await request.Api.Places.HomeOfAsync(bed, request.Cancellation) is { } home && await Home(home));

    /// <summary>A bed at hand: also for the elder who lives in it, or for whom it is kept.</summary>
    public bool Bed(BedBoard bed) => Home(bed.Home, bed.District) || (bed.Elder is { } elder && IsSelf(elder));

    /// <summary>Also the home the elder lives in, or that keeps a bed for her.</summary>
    public async ValueTask<bool> Elder(ElderId elder) =>
        Everywhere
        || IsSelf(elder)
        || (Has(Role.DistrictOffice) && District((await request.Loaders.Elders.LoadNowAsync(elder))?.District))
        || await IsGuestAsync(elder);

    public async ValueTask<bool> Elder(ElderRecord elder) =>
        Everywhere || IsSelf(elder.Elder) || District(elder.District) || await IsGuestAsync(elder.Elder);

    /// <summary>Asks in advance for what <see cref="Elder(ElderRecord)"/> will need, so that it is loaded for all elders at once.</summary>
    public void PrepareElder(ElderId elder)
    {
        if (Has(Role.HomeAdmissions)) request.Loaders.HomesOf.Load(elder);
    }

    /// <summary>What an elder's booking at a point asks: the elder herself, or whoever reaches the point.</summary>
    public async ValueTask<bool> Booking(MealPointId point, ElderId elder) => IsSelf(elder) || await Point(point);

    /// <summary>A worklist: of one point, of one district, or of everything, for whoever reaches that.</summary>
    public async ValueTask<bool> Worklist(MealPointId? point, string? district) =>
        point is { } one ? await Point(one) : District(district);

    /// <summary>A standing order with lines at these points: the elder herself, or whoever reaches every one of them.</summary>
    public async ValueTask<bool> Ordering(ElderId elder, IEnumerable<MealPointId> points)
    {
        if (IsSelf(elder)) return true;
        foreach (var point in points)
            if (!await Point(point)) return false;
        return true;
    }

    /// <summary>Likewise of an order placed already; one that does not exist is only for the elder and those who reach everything.</summary>
    public async ValueTask<bool> Ordering(ElderId elder, StandingOrderId order)
    {
        if (IsSelf(elder) || Everywhere) return true;
        var orders = await request.Api.States.ReadAsync<StandingOrders>(
            request.Api.CityName, Meals.StandingOrders.Of(elder), request.Cancellation);
        return orders?.Orders.GetValueOrDefault(order) is { } known && await Ordering(elder, known.Lines.Select(l => l.Point).Distinct());
    }

    /// <summary>An application: the elder's own, or through the elder; <paramref name="bed"/> is the one at stake, if any.</summary>
    public async ValueTask<bool> Application(ElderId elder, BedId? bed) =>
        IsSelf(elder) || (bed is { } b ? await Bed(b) : await Elder(elder));

    /// <summary>The application is the caller's own.</summary>
    public async ValueTask<bool> Applicant(ApplicationId application) =>
        Has(Role.Elder) && await request.Api.States.ReadAsync<Application>(
            request.Api.CityName, Beds.Applications.Application.Stream.At(application.Value), request.Cancellation) is { } state
        && IsSelf(state.Elder);

    private bool IsSelf(ElderId elder) => Has(Role.Elder) && _caller.Elder == elder.Value;

    private bool IsOwn(string district) => string.Equals(_caller.District, district, StringComparison.Ordinal);

    private bool Has(Role roles) => (_roles & roles) != Role.None;

    private bool IsSite(HomeId home) => Has(Role.HomeAdmissions) && _caller.Site == home.Value;

    private async ValueTask<bool> IsGuestAsync(ElderId elder) =>
        Has(Role.HomeAdmissions) && (await request.Loaders.HomesOf.LoadNowAsync(elder))?.Any(IsSite) == true;
}
