using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Entitlements;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>What readers answer of the city that was built up.</summary>
public sealed partial class WholeCityTests
{
    [Fact]
    public async Task Readers_answer_what_the_views_hold()
    {
        await _city.DoAsync(new BookMeal(Garden, s_tomorrow, Meal.Lunch, Anna, Channel.DineIn));
        await _city.DoAsync(new AdmitResident(BedOne, Anna, Application: null, s_today) { KeepsMeals = true });
        var (points, homes, elders, city) = (
            _city.Get<IMealPointsReader>(), _city.Get<IHomesReader>(), _city.Get<IElderReader>(), _city.Get<ICityReader>());

        var near = await points.NearestAsync(City.Name, 32.21, 119.45, s_tomorrow, Meal.Lunch, Now, 5, Cancel);
        Assert.Equal((Garden, 1), (Assert.Single(near).Point.Point, near[0].Sitting.Booked));
        Assert.InRange(near[0].Metres, 1_105, 1_120);
        Assert.Equal(Garden, Assert.Single((await points.PageAsync(City.Name, Jingkou, new(10), Cancel)).Rows).Point);
        Assert.Empty((await points.PageAsync("elsewhere", null, new(10), Cancel)).Rows);
        var lunch = SittingId.Of(Garden, s_tomorrow, Meal.Lunch);
        Assert.Equal(lunch, Assert.Single((await points.SittingsByIdsAsync(City.Name, [lunch], Cancel)).Values).Sitting);
        Assert.Equal("Garden", (await points.ByIdsAsync(City.Name, [Garden], Cancel))[Garden].Name);

        Assert.Equal("安娜", (await elders.ByIdsAsync(City.Name, [Anna, Bruno], Cancel))[Anna].Name);
        Assert.Equal(lunch, Assert.Single((await elders.BookingsAsync(City.Name, [Anna], s_today, Cancel))[Anna]).Sitting);
        Assert.Equal(BedOne, (await elders.BedsOfAsync(City.Name, [Anna, Bruno], Cancel))[Anna]);

        Assert.Empty((await homes.WithVacanciesAsync(City.Name, BedKind.Nursing, CareLevel.Mild, Jingkou, s_today, new(10), Cancel)).Rows);
        await _city.DoAsync(new RegisterBed(Hillside, RoomOne, BedTwo, "2", BedKind.Nursing, CareLevel.Moderate));
        var vacancies = await homes.WithVacanciesAsync(City.Name, BedKind.Nursing, CareLevel.Mild, Jingkou, s_today, new(10), Cancel);
        Assert.Equal((Hillside, 1), (Assert.Single(vacancies.Rows).Home.Home, vacancies.Rows[0].Vacant));
        Assert.Empty((await homes.WithVacanciesAsync(City.Name, null, CareLevel.Severe, null, s_today, new(10), Cancel)).Rows);
        Assert.Equal([BedOne, BedTwo], (await homes.BedsOfAsync(City.Name, Hillside, null, new(10), Cancel)).Rows.Select(b => b.Bed));
        Assert.Equal(
            [new BedCount(Hillside, BedKind.Nursing, BedState.Ready, 1), new BedCount(Hillside, BedKind.Nursing, BedState.Occupied, 1)],
            (await homes.BedCountsAsync(City.Name, [Hillside], Cancel))[Hillside]);

        var figures = await city.FiguresAsync(City.Name, Today, Cancel);
        Assert.Equal(
            new CityFigures(
                Today, People60: 1, People65: 1, People80: 0, MealPoints: 1, DayCareCentres: 0, MealsServed: 0, Bookings: 1, WalkIns: 0,
                NoShows: 0, Cancelled: 0, Homes: 1, Beds: 2, BedsSocial: 2, BedsNursing: 2, BedsOccupied: 1)
            {
                HomesInsured = 1,
                BedsPerThousandReported = ReportedFigures.BedsPerThousand(City.Name),
            },
            figures);
        var day = Assert.Single(await city.DistrictDaysAsync(City.Name, Jingkou, s_tomorrow, s_tomorrow, Cancel));
        Assert.Equal((2, 1), (day.Sittings, day.Booked));
        Assert.Empty((await _city.Get<IDeadLetters>().PageAsync(new Slice<Guid>(10), Cancel)).Rows);
    }

    [Fact]
    public async Task A_home_is_concerned_with_an_elder_from_the_offer_until_she_leaves()
    {
        var elders = _city.Get<IElderReader>();
        await _city.DoAsync(new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing));
        Assert.Empty(await HomesAsync());

        await _city.DoAsync(new OfferBed(Wish, Anna, BedOne, Now.AddDays(2)));
        Assert.Equal([Hillside], await HomesAsync());
        await _city.DoAsync(new AcceptOffer(Wish, Anna, BedOne));
        Assert.Equal([Hillside], await HomesAsync());
        await _city.DoAsync(new AdmitResident(BedOne, Anna, Wish, s_today));
        Assert.Equal([Hillside], await HomesAsync());
        await _city.DoAsync(new RecordDeparture(BedOne, Anna, s_today, DepartureReason.Departed));
        Assert.Empty(await HomesAsync());

        async Task<IEnumerable<HomeId>> HomesAsync() => (await elders.HomesOfAsync(City.Name, [Anna, Bruno], Cancel))[Anna];
    }

    [Fact]
    public async Task Pages_walk_the_queue_in_both_directions()
    {
        var homes = _city.Get<IHomesReader>();
        await _city.DoAsync(new RegisterElder(Bruno, "布鲁诺", "110105194912310011", null, null, Jingkou));
        var later = new ApplicationId(Id("later, but by right"));
        await _city.DoAsync(new PublishQueuePolicy(QueuePolicyDocument.Shipped["chengdu"]));
        await EntitleAsync(Bruno, Lane.Destitute);
        await _city.DoAsync(new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing));
        await _city.DoAsync(new ApplyForBed(later, Bruno, [Hillside], [], BedKind.Nursing));

        var first = await homes.QueueAsync(City.Name, BedKind.Nursing, new Slice<Guid>(1), Cancel);
        var next = await homes.QueueAsync(City.Name, null, new Slice<Guid>(1, After: later.Value), Cancel);
        var last = await homes.QueueAsync(City.Name, null, new Slice<Guid>(1, FromEnd: true), Cancel);
        var before = await homes.QueueAsync(City.Name, null, new Slice<Guid>(1, Before: Wish.Value, FromEnd: true), Cancel);

        Assert.Equal((later, true), (Assert.Single(first.Rows).Application, first.HasMore));
        Assert.Equal((Wish, false), (Assert.Single(next.Rows).Application, next.HasMore));
        Assert.Equal((Wish, true), (Assert.Single(last.Rows).Application, last.HasMore));
        Assert.Equal((later, false), (Assert.Single(before.Rows).Application, before.HasMore));
        Assert.Equal(Wish, Assert.Single((await homes.ApplicationsOfAsync(City.Name, [Anna], Cancel))[Anna]).Application);
    }

    [Fact]
    public async Task The_queue_ranks_by_lane_and_then_by_time()
    {
        // By name the lanes would come as Destitute, DisabledOrEighty, Everyone, Priority.
        Lane[] applied = [Lane.Everyone, Lane.DisabledOrEighty, Lane.Priority, Lane.Destitute, Lane.Priority, Lane.Everyone];
        string[] numbers =
        [
            "110105194912310011", "11010519491231002X", "110105194912310038", "110105194912310046", "110105194912310054", "110105194912310062",
        ];
        await _city.DoAsync(new PublishQueuePolicy(QueuePolicyDocument.Shipped["chengdu"]));
        var applications = applied.Select((lane, i) => (Lane: lane, Id: new ApplicationId(Id($"queue {i}")))).ToArray();
        for (var i = 0; i < applied.Length; i++)
        {
            var elder = numbers[i] == "11010519491231002X" ? Anna : new ElderId(Id($"elder {i}"));
            if (elder != Anna) await _city.DoAsync(new RegisterElder(elder, "艾达", numbers[i], null, null, Jingkou));
            await EntitleAsync(elder, applied[i]);
            await _city.DoAsync(new ApplyForBed(applications[i].Id, elder, [Hillside], [], BedKind.Nursing));
        }

        var queue = await _city.Get<IHomesReader>().QueueAsync(City.Name, null, new Slice<Guid>(10), Cancel);

        Assert.Equal(
            applications.OrderBy(a => a.Lane).ThenBy(a => Array.IndexOf(applications, a)).Select(a => (a.Lane, a.Id)),
            queue.Rows.Select(q => (q.Lane, q.Application)));
    }

    /// <summary>What a policy with the usual lanes asks of those in one.</summary>
    private async Task EntitleAsync(ElderId elder, Lane lane)
    {
        if (lane == Lane.Everyone) return;
        if (lane == Lane.DisabledOrEighty)
        {
            await _city.DoAsync(new ChangeCareLevel(elder, CareLevel.Mild, "GB/T 42195-2022", s_today, null, "assessor-01"));
            return;
        }

        Evidence[] shown = [new(EvidenceKind.Certificate, "C-1", s_today)];
        await _city.DoAsync(new RecordHukou(elder, Local: true, [.. shown]));
        await _city.DoAsync(new GrantEntitlement(
            elder, lane == Lane.Destitute ? EntitlementCategory.Destitute : EntitlementCategory.OnlyChildLost, s_today, null, [.. shown], null));
    }
}
