using Eldercare.Api.SignIn;
using Eldercare.People.Acting;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>
/// How far the caller's roles reach: the city office and the auditor everywhere, a district office in its district, staff at their
/// site, an elder to herself and to those she may act for. Only roles that the field's rule names count.
/// </summary>
public sealed class Scopes(RequestContext request, Role allowed)
{
    private readonly Caller _caller = request.Caller;
    private readonly Role _roles = request.Caller.Roles & allowed;

    public bool Everywhere => Has(Role.CityOffice | Role.Auditor);

    public bool District(string? district) =>
        Everywhere || (Has(Role.DistrictOffice) && district is not null && IsOwn(district));

    /// <summary>What a system of a district may have too, without a user: its district's, and nothing of the whole city's.</summary>
    public bool Webhooks(string? district) => District(district) || (Has(Role.App) && district is not null && IsOwn(district));

    public async ValueTask<bool> Point(MealPointId point) =>
        Everywhere
        || (Has(Role.MealPointStaff | Role.Kitchen) && _caller.Site == point.Value)
        || (Has(Role.DistrictOffice) && District(await request.Api.Places.DistrictOfAsync(point, request.Cancellation)));

    /// <summary>A delivery round: whoever reaches the point, and on the day itself who drives for it.</summary>
    public async ValueTask<bool> Round(MealPointId point, DateOnly date) =>
        (Has(Role.Driver) && _caller.Site == point.Value && date == CityTime.Today(request.Api.Clock.GetUtcNow())) || await Point(point);

    public async ValueTask<bool> Home(HomeId home) =>
        Everywhere
        || IsSite(home)
        || (Has(Role.DistrictOffice) && District(await request.Api.Places.DistrictOfAsync(home, request.Cancellation)));

    /// <summary>The same of a home at hand: nothing is read, however many there are.</summary>
    public bool Home(HomeId home, string district) => District(district) || IsSite(home);

    public async ValueTask<bool> Bed(BedId bed) =>
        Everywhere || (await request.Api.Places.HomeOfAsync(bed, request.Cancellation) is { } home && await Home(home));

    /// <summary>A bed at hand: also for the elder who lives in it, or for whom it is kept.</summary>
    public async ValueTask<bool> Bed(BedBoard bed) => Home(bed.Home, bed.District) || (bed.Elder is { } elder && await SpeaksForAsync(elder));

    /// <summary>Also the home the elder lives in, or that keeps a bed for her.</summary>
    public async ValueTask<bool> Elder(ElderId elder) =>
        Everywhere
        || IsSelf(elder)
        || (Has(Role.DistrictOffice) && District((await request.Loaders.Elders.LoadNowAsync(elder))?.District))
        || await IsGuestAsync(elder)
        || await SpeaksForAsync(elder);

    public async ValueTask<bool> Elder(ElderRecord elder) =>
        Everywhere || IsSelf(elder.Elder) || District(elder.District) || await IsGuestAsync(elder.Elder) || await SpeaksForAsync(elder.Elder);

    /// <summary>The elder herself or an office, and not whoever acts for her: that right is not passed on.</summary>
    public async ValueTask<bool> ElderHerself(ElderId elder) =>
        Everywhere
        || IsSelf(elder)
        || (Has(Role.DistrictOffice) && District((await request.Loaders.Elders.LoadNowAsync(elder))?.District));

    /// <summary>Her side or an office, and not the home she happens to live in.</summary>
    public async ValueTask<bool> ElderOutsideHomes(ElderId elder) => await ElderHerself(elder) || await SpeaksForAsync(elder);

    /// <summary>A right to act for an elder: hers to end, an office's, and of those who act for her the holder's own alone.</summary>
    public async ValueTask<bool> ActingRight(ElderId elder, ActingId right) =>
        await ElderHerself(elder)
        || (Has(Role.Elder)
            && (await request.Loaders.ActingFor.LoadNowAsync(_caller.Subject))?.Any(a => a.Elder == elder && a.Acting == right) == true);

    /// <summary>Asks in advance for what <see cref="Elder(ElderRecord)"/> will need, so that it is loaded for all elders at once.</summary>
    public void PrepareElder(ElderId elder)
    {
        if (Has(Role.HomeAdmissions)) request.Loaders.HomesOf.Load(elder);
    }

    /// <summary>A kitchen: who cooks in it or at a point it cooks for, the staff of a point that cooks for itself, the offices.</summary>
    public async ValueTask<bool> Kitchen(KitchenId kitchen)
    {
        if (Everywhere) return true;
        var state = await request.Api.States.ReadAsync<Kitchen>(
            request.Api.CityName, Meals.Kitchen.Stream.At(kitchen.Value), request.Cancellation);
        if (state is null) return false;
        return District(state.District)
            || (Has(Role.Kitchen) && (_caller.Site == kitchen.Value || state.Points.Any(p => p.Value == _caller.Site)))
            || (Has(Role.MealPointStaff) && state.Points.Count == 1 && state.Points.Any(p => p.Value == _caller.Site));
    }

    /// <summary>A dish: whoever reaches its kitchen.</summary>
    public async ValueTask<bool> Dish(DishId dish) => Everywhere || (await request.Api.States.ReadAsync<Dish>(
        request.Api.CityName, Meals.Dish.Stream.At(dish.Value), request.Cancellation) is { } state && await Kitchen(state.Kitchen));

    /// <summary>What is cooked for a point: who reaches the point, and who cooks in its kitchen.</summary>
    public async ValueTask<bool> CookedFor(MealPointId point) =>
        await Point(point)
        || (Has(Role.Kitchen) && _caller.Site is { } site
            && (await request.Api.Kitchens.KitchenOfAsync(request.Api.CityName, point, request.Cancellation))?.Value == site);

    /// <summary>What a person eats: whoever reaches her, and the staff of a point she has a portion at.</summary>
    public async ValueTask<bool> Diner(ElderId elder) => await Elder(elder) || await IsServedAsync(elder);

    public async ValueTask<bool> Diner(ElderRecord elder) => await Elder(elder) || await IsServedAsync(elder.Elder);

    /// <summary>What an elder's booking at a point asks: the elder herself, or whoever reaches the point.</summary>
    public async ValueTask<bool> Booking(MealPointId point, ElderId elder) => IsSelf(elder) || await Point(point) || await SpeaksForAsync(elder);

    /// <summary>
    /// What a portion costs an elder: whoever reaches her, and whoever reaches the point once she is a guest of the sitting or on its
    /// list. What she pays tells of her rights, and those are no concern of a point she does not eat at.
    /// </summary>
    public async ValueTask<bool> Cost(MealPointId point, DateOnly date, Meal meal, ElderId elder) =>
        await Elder(elder)
        || (await Point(point) && await SittingAsync(SittingId.Of(point, date, meal)) is { } sitting
            && (sitting.Waits(elder) || sitting.StateOf(elder) is not (null or GuestState.Cancelled)));

    /// <summary>
    /// Two portions of an elder: whoever reaches one of the two points. By what the sitting itself says, so that it holds at once when
    /// they are found, and for a settlement that is sent again.
    /// </summary>
    public async ValueTask<bool> Conflict(SettlePortionConflict command) =>
        await Point(command.Point)
        || (await SittingAsync(command.SittingId) is { } here && here.Elsewhere.TryGetValue(command.Elder, out var elsewhere)
            && await SittingAsync(elsewhere) is { } there && await Point(there.Point));

    /// <summary>A worklist: of one point, of one district, or of everything, for whoever reaches that.</summary>
    public async ValueTask<bool> Worklist(MealPointId? point, string? district) =>
        point is { } one ? await Point(one) : District(district);

    /// <summary>
    /// A standing order with lines at these points: the elder, whoever acts for her, and whoever reaches every one of them. One without lines
    /// is at no point that staff could reach.
    /// </summary>
    public async ValueTask<bool> Ordering(ElderId elder, IEnumerable<MealPointId> points)
    {
        if (Everywhere || await SpeaksForAsync(elder)) return true;
        var any = false;
        foreach (var point in points)
        {
            if (!await Point(point)) return false;
            any = true;
        }

        return any;
    }

    /// <summary>Likewise of an order placed already; one that does not exist is only for the elder's side and those who reach everything.</summary>
    public async ValueTask<bool> Ordering(ElderId elder, StandingOrderId order)
    {
        if (Everywhere || await SpeaksForAsync(elder)) return true;
        var orders = await request.Api.States.ReadAsync<StandingOrders>(
            request.Api.CityName, Meals.StandingOrders.Of(elder), request.Cancellation);
        return orders?.Orders.GetValueOrDefault(order) is { } known && await Ordering(elder, known.Lines.Select(l => l.Point).Distinct());
    }

    /// <summary>An application: the elder's own, or through the elder; <paramref name="bed"/> is the one at stake, if any.</summary>
    public async ValueTask<bool> Application(ElderId elder, BedId? bed) =>
        IsSelf(elder) || (bed is { } b ? await Bed(b) || await SpeaksForAsync(elder) : await Elder(elder));

    /// <summary>The application is the caller's own.</summary>
    public async ValueTask<bool> Applicant(ApplicationId application) =>
        Has(Role.Elder) && await request.Api.States.ReadAsync<Application>(
            request.Api.CityName, Beds.Applications.Application.Stream.At(application.Value), request.Cancellation) is { } state
        && await SpeaksForAsync(state.Elder);

    /// <summary>A place in the queue: the elder and who acts for her, the homes, which offer beds by it, and her district's office.</summary>
    public async ValueTask<bool> Queued(ApplicationId application)
    {
        if (Everywhere || Has(Role.HomeAdmissions)) return true;
        var state = await request.Api.States.ReadAsync<Application>(
            request.Api.CityName, Beds.Applications.Application.Stream.At(application.Value), request.Cancellation);
        return state is not null
            && (await SpeaksForAsync(state.Elder)
                || (Has(Role.DistrictOffice) && District((await request.Loaders.Elders.LoadNowAsync(state.Elder))?.District)));
    }

    /// <summary>Rights of an account that the caller may give.</summary>
    public ValueTask<bool> MayGive(People.Accounts.AccountRights rights) => AccountReach.MayGiveAsync(this, rights);

    /// <summary>An account the caller looks after.</summary>
    public ValueTask<bool> MayChange(People.Accounts.AccountId account) => AccountReach.MayChangeAsync(request, this, account);

    private Task<Sitting?> SittingAsync(SittingId sitting) =>
        request.Api.States.ReadAsync<Sitting>(request.Api.CityName, Sitting.Stream.At(sitting.Value), request.Cancellation);

    private bool IsSelf(ElderId elder) => Has(Role.Elder) && _caller.Elder == elder.Value;

    /// <summary>
    /// The elder, or someone with a right to act for her. That is looked up only where the token does not say it, once a request.
    /// </summary>
    private async ValueTask<bool> SpeaksForAsync(ElderId elder) =>
        IsSelf(elder)
        || (Has(Role.Elder) && (await request.Loaders.ActingFor.LoadNowAsync(_caller.Subject))?.Any(a => a.Elder == elder) == true);

    private bool IsOwn(string district) => string.Equals(_caller.District, district, StringComparison.Ordinal);

    private bool Has(Role roles) => (_roles & roles) != Role.None;

    private bool IsSite(HomeId home) => Has(Role.HomeAdmissions) && _caller.Site == home.Value;

    private async ValueTask<bool> IsServedAsync(ElderId elder) =>
        Has(Role.MealPointStaff)
        && (await request.Loaders.BookingsOf.LoadNowAsync(elder))?.Any(b => b.Point.Value == _caller.Site) == true;

    private async ValueTask<bool> IsGuestAsync(ElderId elder) =>
        Has(Role.HomeAdmissions) && (await request.Loaders.HomesOf.LoadNowAsync(elder))?.Any(IsSite) == true;
}
