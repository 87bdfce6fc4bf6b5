using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>Values for arguments and input fields, by their names and types.</summary>
internal static class Sample
{
    public static object? Of(string name, IGraphType type) => type switch
    {
        NonNullGraphType some => Of(name, some.ResolvedType!),
        ListGraphType list => name is "ids" or "scans" or "lines" ? new[] { Of(name, list.ResolvedType!) } : Array.Empty<object>(),
        IInputObjectGraphType input => input.Fields.Where(f => f.ResolvedType is NonNullGraphType)
            .ToDictionary(f => f.Name, f => Of(f.Name, f.ResolvedType!)),
        // Of a sitting that the small city has.
        EnumerationGraphType when name == "meal" => "LUNCH",
        EnumerationGraphType values => values.Values.First().Name,
        IdGraphType => name switch
        {
            "webhook" => TestApi.GlobalId(FakeCity.Hook),
            "delivery" => TestApi.GlobalId(FakeCity.DeadDelivery),
            "mealPoint" => TestApi.GlobalId(FakeCity.PointA),
            "toMealPoint" => TestApi.GlobalId(FakeCity.PointB),
            "home" => TestApi.GlobalId(FakeCity.HomeA),
            "room" => TestApi.GlobalId(new Beds.RoomId(FakeCity.Id(91))),
            "bed" or "from" or "to" => TestApi.GlobalId(FakeCity.BedA),
            "application" => TestApi.GlobalId(FakeCity.Application),
            "card" => TestApi.GlobalId(TestApi.Cards.IdOf("text")),
            "actingRight" => TestApi.GlobalId(new People.Acting.ActingId(FakeCity.Id(61))),
            "alert" => TestApi.GlobalId(FakeCity.Alert),
            "message" => TestApi.GlobalId(new City.Messages.MessageId(FakeCity.Id(61))),
            "kitchen" => TestApi.GlobalId(FakeKitchens.KitchenA),
            "dish" or "dishes" or "substitute" => TestApi.GlobalId(FakeKitchens.DishA),
            "account" => TestApi.GlobalId(FakeCity.AccountA),
            "site" => TestApi.GlobalId(FakeCity.PointA),
            "sample" => TestApi.GlobalId(FakeKitchens.Sample),
            "standingOrder" => TestApi.GlobalId(FakeCity.Order),
            "ids" or "about" => TestApi.GlobalId(FakeCity.PointA),
            _ => TestApi.GlobalId(FakeCity.Anna),
        },
        FloatGraphType => 32.5,
        IntGraphType => 1,
        BooleanGraphType => false,
        _ => (name, type.Name) switch
        {
            ("district", _) => FakeCity.Here,
            (_, "Fen") => 100,
            (_, "Sequence") => 7,
            (_, "LocalDate") => "2026-03-02",
            (_, "YearMonth") => "2026-03",
            (_, "LocalTime") => "11:00",
            (_, "DateTime") => "2026-03-02T12:00:00+08:00",
            _ => "text",
        },
    };

    /// <summary>A valid value that says something else.</summary>
    public static object? Other(string name, IGraphType type) => type switch
    {
        NonNullGraphType some => Other(name, some.ResolvedType!),
        ListGraphType list when name == "scans" => new[] { Other(name, list.ResolvedType!) },
        IInputObjectGraphType input when name == "scans" => input.Fields.Where(f => f.ResolvedType is NonNullGraphType)
            .ToDictionary(f => f.Name, f => Other(f.Name, f.ResolvedType!)),
        ListGraphType list when name is "lines" or "dates" or "meals" => new[] { Of(name, list.ResolvedType!), Of(name, list.ResolvedType!) },
        ListGraphType list => new[] { Of(name switch { "homes" => "home", "districts" => "district", _ => name }, list.ResolvedType!) },
        EnumerationGraphType when name == "meal" => "DINNER",
        EnumerationGraphType values => values.Values.ElementAt(1).Name,
        IdGraphType => name switch
        {
            "webhook" => TestApi.GlobalId(new City.Webhooks.WebhookId(FakeCity.Id(103))),
            "delivery" => TestApi.GlobalId(new City.Webhooks.WebhookDeliveryId(FakeCity.Id(104))),
            "mealPoint" => TestApi.GlobalId(FakeCity.PointB),
            "toMealPoint" => TestApi.GlobalId(FakeCity.PointA),
            "home" => TestApi.GlobalId(FakeCity.HomeB),
            "about" => TestApi.GlobalId(FakeCity.PointB),
            "room" => TestApi.GlobalId(new Beds.RoomId(FakeCity.Id(92))),
            "bed" or "from" or "to" => TestApi.GlobalId(FakeCity.BedB),
            "application" => TestApi.GlobalId(new Beds.ApplicationId(FakeCity.Id(42))),
            "card" => TestApi.GlobalId(TestApi.Cards.IdOf("other")),
            "actingRight" => TestApi.GlobalId(new People.Acting.ActingId(FakeCity.Id(62))),
            "alert" => TestApi.GlobalId(new Meals.WelfareAlertId(FakeCity.Id(63))),
            "message" => TestApi.GlobalId(new City.Messages.MessageId(FakeCity.Id(62))),
            "kitchen" => TestApi.GlobalId(FakeKitchens.KitchenB),
            "dish" or "dishes" or "substitute" => TestApi.GlobalId(FakeKitchens.DishB),
            "account" => TestApi.GlobalId(FakeCity.AccountB),
            "site" => TestApi.GlobalId(FakeCity.PointB),
            "sample" => TestApi.GlobalId(new Meals.FoodSampleId(FakeCity.Id(82))),
            "standingOrder" => TestApi.GlobalId(new Meals.StandingOrderId(FakeCity.Id(63))),
            _ => TestApi.GlobalId(FakeCity.Bruno),
        },
        FloatGraphType => 33.5,
        IntGraphType => 2,
        BooleanGraphType => true,
        _ => (name, type.Name) switch
        {
            ("district", _) => FakeCity.There,
            (_, "Fen") => 200,
            (_, "Sequence") => 8,
            (_, "LocalDate") => "2026-03-03",
            (_, "YearMonth") => "2026-04",
            (_, "LocalTime") => "12:00",
            (_, "DateTime") => "2026-03-03T12:00:00+08:00",
            _ => "other text",
        },
    };
}
