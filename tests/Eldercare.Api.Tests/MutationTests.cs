using System.Text.Json;
using Eldercare.Api.GraphQL.Mutations;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Api.Tests;

public sealed class MutationTests(TestApi api)
{
    private const string Book = "mutation($input: BookMealInput!) { bookMeal(input: $input) { errors { __typename ... on UserError { code message path } ... on SittingFull { sitting capacity } } } }";

    private static readonly object s_input = new
    {
        idempotencyKey = "key-1",
        mealPoint = TestApi.GlobalId(FakeCity.PointA),
        date = "2026-03-02",
        meal = "LUNCH",
        elder = TestApi.GlobalId(FakeCity.Anna),
        channel = "DINE_IN",
    };

    [Fact]
    public async Task Sends_the_command_with_the_callers_name_and_key()
    {
        api.City.Reset();
        var reply = await api.AskAsync(Role.MealPointStaff, Book, new { input = s_input });
        Assert.Equal((200, 0), (reply.Status, reply.Data.GetProperty("bookMeal").GetProperty("errors").GetArrayLength()));
        var (command, envelope) = Assert.Single(api.City.Commands);
        Assert.Equal(new BookMeal(FakeCity.PointA, FakeCity.Day, Meal.Lunch, FakeCity.Anna, Channel.DineIn), command);
        Assert.Equal(("zhenjiang", "meal-point-staff", "key-1"), (envelope.City, envelope.Actor, envelope.IdempotencyKey));
        Assert.Equal(0, api.City.Waits);
    }

    [Theory]
    [InlineData(null, DishParts.AllergensUnknown)]
    [InlineData(false, DishParts.None)]
    public async Task A_dish_of_which_it_is_not_said_whether_all_it_holds_is_known_stays_as_it_was(bool? said, DishParts kept)
    {
        api.City.Reset();
        await api.AskAsync(Role.CityOffice, "mutation($input: ChangeDishInput!) { changeDish(input: $input) { errors { __typename } } }", new
        {
            input = new
            {
                idempotencyKey = "key-1",
                dish = TestApi.GlobalId(FakeKitchens.DishA),
                nameZh = "米饭",
                allergens = Array.Empty<string>(),
                otherAllergens = Array.Empty<string>(),
                food = new[] { "REGULAR" },
                drink = Array.Empty<string>(),
                suits = Array.Empty<string>(),
                price = 100,
                allergensUnknown = said,
            },
        });
        Assert.Equal(kept, Assert.IsType<ChangeDish>(Assert.Single(api.City.Commands).Command).Kept);
    }

    [Fact]
    public async Task Shows_the_sitting_as_decided_and_waits_for_views_only_for_what_they_show()
    {
        api.City.Reset();
        var sitting = await SittingAsync("{ sitting { booked placesLeft } errors");
        Assert.Equal((1, 49), (sitting.GetProperty("booked").GetInt32(), sitting.GetProperty("placesLeft").GetInt32()));
        Assert.Equal((0, 0), (api.City.Reads, api.City.Waits));

        Assert.Equal("Point", (await SittingAsync("{ sitting { mealPoint { name } } errors")).GetProperty("mealPoint").GetProperty("name").GetString());
        Assert.Equal(1, api.City.Waits);

        // A repetition no longer knows its event: it waits for the last there is.
        api.City.Reset();
        api.City.Replays = true;
        await SittingAsync("{ sitting { mealPoint { name } } errors");
        Assert.Equal(1, api.City.Waits);
        api.City.Reset();

        async Task<JsonElement> SittingAsync(string selection) => (await api.AskAsync(
            Role.MealPointStaff, Book.Replace("{ errors", selection, StringComparison.Ordinal), new { input = s_input }))
            .Data.GetProperty("bookMeal").GetProperty("sitting");
    }

    [Fact]
    public async Task Who_checks_in_is_shown_at_the_door_without_waiting_for_a_view()
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            Role.MealPointStaff,
            "mutation($input: CheckInInput!) { checkIn(input: $input) { elder { name } sitting { served } errors { ... on UserError { code } } } }",
            new
            {
                input = new
                {
                    idempotencyKey = "key-1",
                    mealPoint = TestApi.GlobalId(FakeCity.PointA),
                    date = "2026-03-02",
                    meal = "LUNCH",
                    code = "text",
                },
            });

        Assert.Equal("Name", reply.Data.GetProperty("checkIn").GetProperty("elder").GetProperty("name").GetString());
        Assert.Equal(0, api.City.Waits);
    }

    [Fact]
    public async Task A_refusal_is_a_typed_value_with_its_data()
    {
        api.City.Reset();
        api.City.Refusal = new SittingFull(FakeCity.Lunch, 50);
        var query = Book.Replace("sitting capacity", "sitting capacity pointsWithRoom { metres mealPoint { id } }", StringComparison.Ordinal);
        var reply = await api.AskAsync(Role.MealPointStaff, query, new { input = s_input });
        api.City.Reset();
        var error = reply.Data.GetProperty("bookMeal").GetProperty("errors")[0];
        Assert.Equal(
            ("SittingFull", "SITTING_FULL", TestApi.GlobalId(FakeCity.Lunch), 50),
            (error.GetProperty("__typename").GetString(), error.GetProperty("code").GetString(), error.GetProperty("sitting").GetString(),
                error.GetProperty("capacity").GetInt32()));
        // Not the full one itself, which the boards may still show with room.
        Assert.Equal(
            TestApi.GlobalId(FakeCity.PointB),
            Assert.Single(error.GetProperty("pointsWithRoom").EnumerateArray()).GetProperty("mealPoint").GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_unknown_id_names_its_input_field()
    {
        api.City.Reset();
        api.City.Refusal = new ElderUnknown(FakeCity.Anna);
        var reply = await api.AskAsync(Role.MealPointStaff, Book, new { input = s_input });
        api.City.Reset();
        Assert.Equal("[\"input\",\"elder\"]", reply.Data.GetProperty("bookMeal").GetProperty("errors")[0].GetProperty("path").GetRawText());
    }

    [Fact]
    public async Task An_id_that_belongs_to_a_thing_of_another_kind_is_a_typed_value_and_names_its_input_field()
    {
        api.City.Reset();
        api.City.Refusal = new IdOfAnotherKind("meal_point", "bed");
        var query = Book.Replace("... on SittingFull { sitting capacity }", "... on IdOfAnotherKind { asked found }", StringComparison.Ordinal);
        var reply = await api.AskAsync(Role.MealPointStaff, query, new { input = s_input });
        api.City.Reset();
        var error = reply.Data.GetProperty("bookMeal").GetProperty("errors")[0];
        Assert.Equal(
            ("ID_OF_ANOTHER_KIND", "[\"input\",\"mealPoint\"]", "meal_point", "bed"),
            (error.GetProperty("code").GetString(), error.GetProperty("path").GetRawText(), error.GetProperty("asked").GetString(),
                error.GetProperty("found").GetString()));
    }

    [Fact]
    public async Task Overload_is_503_and_says_to_try_again()
    {
        api.City.Reset();
        api.City.Fault = new WriterOverloadedException("full");
        var reply = await api.AskAsync(Role.MealPointStaff, Book, new { input = s_input });
        api.City.Reset();
        Assert.Equal((503, "OVERLOADED"), (reply.Status, reply.Codes.Single()));
        Assert.True(reply.Root.GetProperty("errors")[0].GetProperty("extensions").GetProperty("retryable").GetBoolean());
    }

    [Fact]
    public void Every_refusal_of_the_contexts_stands_in_some_union()
    {
        var declared = ((MutationType)api.Schema.Mutation!).Declared.Values.SelectMany(d => d.Refusals).ToHashSet();
        var all = new[] { typeof(Text), typeof(BookMeal), typeof(Beds.BedId), typeof(Refusal) }
            .SelectMany(t => t.Assembly.GetTypes()).Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract);
        // What only reactions are told.
        Type[] inside = [typeof(OrderNotDue), typeof(OrderedMealCancelled), typeof(OrderedMealGivenUp), typeof(LeftThatWaitingList)];
        Assert.Empty(all.Where(r => !declared.Contains(r)).Except(inside).Select(r => r.Name));
    }
}
