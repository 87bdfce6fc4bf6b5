using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.City.Webhooks;
using Eldercare.Meals;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Api.Tests;

/// <summary>What stands in the small city's streams.</summary>
public sealed partial class FakeCity : IStateReader
{
    public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
        where TState : class
    {
        object? state = stream.Id switch
        {
            var id when id == PointA.Value => Point(PointA, Here),
            var id when id == PointB.Value => Point(PointB, There),
            var id when id == HomeA.Value => HomeIn(HomeA, Here),
            var id when id == HomeB.Value => HomeIn(HomeB, There),
            var id when id == BedA.Value => State(BedA, HomeA),
            var id when id == BedB.Value => State(BedB, HomeB),
            var id when id == FakeKitchens.KitchenA.Value => FakeKitchens.Kitchen(FakeKitchens.KitchenA),
            var id when id == FakeKitchens.KitchenB.Value => FakeKitchens.Kitchen(FakeKitchens.KitchenB),
            var id when id == FakeKitchens.DishA.Value => FakeKitchens.Dish(FakeKitchens.DishA),
            var id when id == FakeKitchens.DishB.Value => FakeKitchens.Dish(FakeKitchens.DishB),
            var id when id == FakeKitchens.SheetOfLunch.Value => FakeKitchens.Sheet(),
            var id when id == Application.Value => new Application(Application, Anna, BedKind.Nursing, ApplicationState.Offered, BedA, Noon),
            var id when id == Lunch.Value => LunchWithAnna(),
            var id when id == MealAccount.At(Anna, Day).Id => AccountOfAnna(),
            var id when id == PolicyBook.At.Id => PolicyBook.Empty.With(PolicyDocument.Parse(PolicyDocument.Shipped["zhenjiang-2025"])),
            var id when id == Anna.Value => new Elder(Anna, Here, Gender.Female, 194001, CareLevel.Mild, null)
            {
                Assessment = new(Anna, CareLevel.Mild, "GB/T 42195-2022", Day, Day.AddYears(1), "ZJ-0042"),
            },
            var id when id == Bruno.Value => new Elder(Bruno, There, Gender.Male, 194001, null, null),
            var id when id == Hook.Value => new WebhookHistory(Hook, Here, [WebhookKind.MealBooked], 0, WebhookState.Active, 0),
            var id when id == Alert.Value => new WelfareAlert(Alert, Anna, PointA, Noon.AddHours(1), Escalated: false, Finding: null),
            var id when id == AccountA.Value => AccountOf(AccountA),
            var id when id == AccountB.Value => AccountOf(AccountB),
            var id when id == AccountOfMoved.Value => OfMoved(),
            var id when id == AccountOfElsewhere.Value => OfElsewhere(),
            var id when id == StandingOrderId.StreamOf(Anna) => StandingOrders.Fold(null, Placed()),
            _ => null,
        };
        // Another kind of stream is none.
        return Task.FromResult(state as TState);

        static MealPoint Point(MealPointId id, string district) => new(id, "Point", district, "Street 1", 32, 119, [], null);
        static Home HomeIn(HomeId id, string district) => new(id, district, ImmutableDictionary<RoomId, Room>.Empty)
        {
            Details = new("Home", "Street 2", 32, 119, OperatorKind.Social, null),
        };
        static Bed State(BedId id, HomeId home) => new(
            id, home, new(Id(91)), "1", BedKind.Nursing, GenderRule.Mixed, CareLevel.Total, BedState.Ready, null, null, null);
    }

    private static MealAccount AccountOfAnna() => new(Anna,
    [
        new(Lunch, PointA, Here, Day, Meal.Lunch, Channel.DineIn, new(
            new(800), new(0),
            [
                new("zhenjiang-meals", 1, "hardship-eight-yuan-meal", "city-finance", new(300)),
                new("zhenjiang-meals", 1, "hardship-eight-yuan-meal", "charity-federation", new(300)),
            ],
            new(200), [new("zhenjiang-meals", 1)], [])),
    ]);

    private static Sitting? LunchWithAnna() => Sitting.Fold(
        Sitting.Fold(null, new SittingOpened(Lunch, PointA, Here, Day, Meal.Lunch, 50, 5, Noon.AddHours(-2), Noon.AddHours(-1), Noon)),
        new MealBooked(Lunch, Anna, Channel.DineIn));
}
