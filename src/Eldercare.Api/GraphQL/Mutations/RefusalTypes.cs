using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.Http;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>A refusal on its way to the client.</summary>
/// <param name="Refusal">What was refused.</param>
/// <param name="Path">Which input field, if one is at fault.</param>
public sealed record Refused(Refusal Refusal, string[]? Path);

public sealed class UserErrorType : InterfaceGraphType<Refused>
{
    /// <summary>What the contract says of every message.</summary>
    public const string Message =
        "For people: what is so, and what to do next. In Chinese or English, as `Accept-Language` prefers; the host's own language without such a wish.";

    public UserErrorType()
    {
        Name = "UserError";
        Description = "An expected refusal: a value, not a fault.";
        Field<NonNullGraphType<StringGraphType>>("code").Description("Stable; the type's name in upper snake case.");
        Field<NonNullGraphType<StringGraphType>>("message").Description(Message);
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("path").Description("The input field at fault, if one is.");
    }
}

/// <summary>The contract's type of one refusal: its properties become fields.</summary>
public sealed class RefusalType : ObjectGraphType<Refused>
{
    private static readonly FrozenDictionary<string, string> s_names = new Dictionary<string, string>
    {
        ["point"] = "mealPoint",
    }.ToFrozenDictionary();

    public RefusalType(Type refusal)
    {
        Name = refusal.Name;
        Description = $"A refusal with the code `{Refusal.CodeOf(refusal)}`.";
        IsTypeOf = source => source is Refused r && r.Refusal.GetType() == refusal;
        this.AsParent();
        Interface<UserErrorType>();
        this.Text("code", "Stable; the type's name in upper snake case.", r => r.Refusal.Code);
        this.Said("message", UserErrorType.Message, r => r.Refusal.Message);
        this.May<Refused, ListGraphType<NonNullGraphType<StringGraphType>>>("path", "The input field at fault, if one is.", r => r.Path);
        foreach (var property in refusal.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.Name is nameof(Refusal.Code) or nameof(Refusal.Message)) continue;
            Add(property);
        }

        if (refusal == typeof(SittingFull)) AddPointsWithRoom();
    }

    private const int Others = 3;

    /// <summary>Who is refused at one point wants to eat at another.</summary>
    private void AddPointsWithRoom() =>
        Field<ListGraphType<NonNullGraphType<NearbyMealPointType>>, object>("pointsWithRoom")
            .Description("The three points nearest to the full one that still take a booking for that date and meal, nearest first.")
            .Resolve(c =>
            {
                var request = c.Request();
                return request.Loaders.Sittings.Load(((SittingFull)c.Source.Refusal).Sitting).Then(sitting => sitting is null
                    ? null
                    : request.Loaders.MealPoints.Load(sitting.Point).Then(point => NearAsync(request, sitting, point)));
            });

    private static async ValueTask<object?> NearAsync(RequestContext request, SittingBoard sitting, MealPointBoard? point)
    {
        if (point is null) return null;
        var near = await request.Api.MealPoints.NearestAsync(
            request.Api.CityName, point.Latitude, point.Longitude, sitting.Date, sitting.Meal, request.Api.Clock.GetUtcNow(), first: Others + 1,
            request.Cancellation);
        // The boards may be a moment behind the decision, and show room at the very point that has none any more.
        return near.Where(n => n.Point.Point != sitting.Point).Take(Others);
    }

    private void Add(PropertyInfo property)
    {
        var name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        name = s_names.GetValueOrDefault(name, name);
        var (graph, read) = Map(property);
        Field(name, graph).Description(Describe(property)).Resolve(c => read(((Refused)c.Source!).Refusal) switch
        {
            Words words => words.In(c.Request().Language),
            var value => value,
        });
    }

    private static string Describe(PropertyInfo property) => property.PropertyType switch
    {
        var t when GlobalId.IsIdType(Bare(t)) => "Its id.",
        var t when Bare(t) == typeof(DateTimeOffset) => "The instant.",
        var t when Bare(t) == typeof(DateOnly) => "The date.",
        _ => "What the refusal is about.",
    };

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static (Type Graph, Func<Refusal, object?> Read) Map(PropertyInfo property)
    {
        var getter = Getter(property);
        var optional = Nullable.GetUnderlyingType(property.PropertyType) is not null;
        var bare = Bare(property.PropertyType);
        if (GlobalId.IsIdType(bare)) return (Wrap(typeof(IdGraphType), optional), IdReader(bare, getter));
        if (bare.IsGenericType && bare.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            var of = bare.GetGenericArguments()[0];
            if (GlobalId.IsIdType(of)) return (typeof(NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>), IdsReader(of, getter));
            var item = typeof(NonNullGraphType<>).MakeGenericType(ScalarOf(of));
            return (typeof(NonNullGraphType<>).MakeGenericType(typeof(ListGraphType<>).MakeGenericType(item)), getter);
        }

        return (Wrap(ScalarOf(bare), optional || IsNullableText(property)), getter);
    }

    private static bool IsNullableText(PropertyInfo property) =>
        property.PropertyType == typeof(string) && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static Type Wrap(Type graph, bool optional) => optional ? graph : typeof(NonNullGraphType<>).MakeGenericType(graph);

    private static Type ScalarOf(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(Words) => typeof(StringGraphType),
        _ when type == typeof(int) => typeof(IntGraphType),
        _ when type == typeof(bool) => typeof(BooleanGraphType),
        _ when type == typeof(double) => typeof(FloatGraphType),
        _ when type == typeof(Fen) => typeof(FenScalar),
        _ when type == typeof(DateOnly) => typeof(LocalDateScalar),
        _ when type == typeof(DateTimeOffset) => typeof(InstantScalar),
        _ when type == typeof(Meal) => typeof(MealEnum),
        _ when type == typeof(DayOfWeek) => typeof(WeekdayEnum),
        _ when type == typeof(BedState) => typeof(BedStateEnum),
        _ when type == typeof(BedAction) => typeof(BedActionEnum),
        _ when type == typeof(MatchRule) => typeof(MatchRuleEnum),
        _ when type == typeof(Eldercare.People.Entitlements.EntitlementCategory) => typeof(EntitlementCategoryEnum),
        _ when type == typeof(CertificateKind) => typeof(CertificateKindEnum),
        _ when type == typeof(LackingCertificate) => typeof(LackingCertificateType),
        _ when type == typeof(ReservationInTheWay) => typeof(ReservationInTheWayType),
        _ when type == typeof(StopState) => typeof(StopStateEnum),
        _ when type == typeof(WelfareFinding) => typeof(WelfareFindingEnum),
        _ when type == typeof(MissAction) => typeof(MissActionEnum),
        _ when type == typeof(ApplicationState) => typeof(ApplicationStateEnum),
        _ => throw new InvalidOperationException($"A refusal carries a {type.Name}: say here which scalar that is."),
    };

    private static Func<Refusal, object?> Getter(PropertyInfo property)
    {
        var refusal = Expression.Parameter(typeof(Refusal));
        var read = Expression.Property(Expression.Convert(refusal, property.DeclaringType!), property);
        return Expression.Lambda<Func<Refusal, object?>>(Expression.Convert(read, typeof(object)), refusal).Compile();
    }

    private static Func<Refusal, object?> IdReader(Type idType, Func<Refusal, object?> getter)
    {
        var write = typeof(RefusalType).GetMethod(nameof(Write), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(idType).CreateDelegate<Func<object, string>>();
        return refusal => getter(refusal) is { } id ? write(id) : null;
    }

    private static Func<Refusal, object?> IdsReader(Type idType, Func<Refusal, object?> getter)
    {
        var one = typeof(RefusalType).GetMethod(nameof(Write), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(idType).CreateDelegate<Func<object, string>>();
        return refusal => ((System.Collections.IEnumerable)getter(refusal)!).Cast<object>().Select(one).ToArray();
    }

    private static string Write<TId>(object id)
        where TId : struct, IId<TId> => GlobalId.Of((TId)id);
}
