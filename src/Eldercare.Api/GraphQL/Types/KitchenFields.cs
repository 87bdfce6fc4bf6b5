using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.People.Diets;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>What the kitchen adds to the elder's type, and what its types share.</summary>
internal static class KitchenFields
{
    public const int MostDays = 93;

    /// <summary>Who may see what a person eats: those who may see her life, and who serves her.</summary>
    private const Role OfDiner = Reach.OfElder | Role.MealPointStaff;

    public static void AddTo(ObjectGraphType<ElderRecord> elder)
    {
        elder.Field<DinerProfileType, object>("dinerProfile")
            .Description("What she can and may eat; null when everything. For the elder, who serves her, the homes concerned and the offices.")
            .For(OfDiner, static (c, scopes) => scopes.Diner((ElderRecord)c.Source!)).OfFile(FilePart.Diet)
            .Resolve(c => c.Request().Loaders.Profiles.Load(c.Source.Elder));
        elder.Field<ListGraphType<NonNullGraphType<EatenDishesType>>, object>("dishesEaten").ReadAlone()
            .Description("What she ate, in order. For the elder, the homes concerned and the offices.")
            .Argument<NonNullGraphType<LocalDateScalar>>("from", "First day.")
            .Argument<NonNullGraphType<LocalDateScalar>>("to", $"Last day, at most {MostDays} days from the first.")
            .For(
                Reach.OfElder, static (c, scopes) => scopes.Elder((ElderRecord)c.Source!),
                static (c, scopes) => scopes.PrepareElder(((ElderRecord)c.Source!).Elder))
            .OfFile(FilePart.Diet)
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                var (from, to) = Days(c);
                return await request.Api.Kitchens.EatenAsync(request.Api.CityName, c.Source.Elder, from, to, request.Cancellation);
            });
    }

    public static IDataLoaderResult[] Dishes(RequestContext request, IEnumerable<DishId> dishes) =>
        [.. dishes.Select(d => request.Loaders.Dishes.Load(d))];

    /// <summary>The arguments <c>from</c> and <c>to</c>.</summary>
    /// <exception cref="ApiError">They do not make a span of days.</exception>
    public static (DateOnly From, DateOnly To) Days(IResolveFieldContext context)
    {
        var (from, to) = (context.GetArgument<DateOnly>("from"), context.GetArgument<DateOnly>("to"));
        return to.DayNumber - from.DayNumber is >= 0 and < MostDays
            ? (from, to)
            : throw ApiError.BadInput(
                    $"结束日期（to）须不早于开始日期（from），最多{MostDays}天。",
                    $"`to` must be on or after `from`, at most {MostDays} days.");
    }
}
