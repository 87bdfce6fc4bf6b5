using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Scenarios;
using Eldercare.Testing;

namespace Eldercare.Clients;

/// <summary>One host for all the programs, with a meal point that has room today and tomorrow, and an elder.</summary>
public sealed class ServedCity(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Uri _address = CityUnderTest.FreeAddress();
    private CityUnderTest _city = null!;

    /// <summary>Of the host, e.g. <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => _city.Http.BaseAddress!.ToString().TrimEnd('/');

    internal CityUnderTest City => _city;

    /// <summary>Where a page may be served that calls the host from another origin.</summary>
    internal Uri Page { get; } = CityUnderTest.FreeAddress();

    internal MealPointId Point { get; private set; }

    /// <summary>Near <see cref="Point"/>, and every place of tomorrow's is taken.</summary>
    internal MealPointId FullPoint { get; private set; }

    internal ElderId Elder { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _city = await CityUnderTest.StartAtAsync(
            _address, await postgres.NewDatabaseAsync(),
            new("Api:GraphiQL", "true"), new("Api:GraphiQLFolder", SolutionFolder.Of("src", "Eldercare.Api", "GraphiQL", "dist")),
            new("Api:Cors:Origins:0", Page.GetLeftPart(UriPartial.Authority)),
            new("SignIn:Server:Issuer", _address.ToString()), new("SignIn:Server:SecretKey", Convert.ToBase64String(new byte[32])), new("SignIn:Server:LooksEvery", "00:00:00.2"));
        Point = await _city.OpenEveryDayAsync(capacity: 50);
        FullPoint = await _city.OpenEveryDayAsync(capacity: 1, latitude: 32.201);
        Elder = await _city.RegisterElderAsync(1);
        Assert.Null(await _city.BookAsync(FullPoint, CityUnderTest.Today.AddDays(1), await _city.RegisterElderAsync(2)));
    }

    /// <summary>What a program needs: <c>ADDRESS</c>, <c>TOKEN</c> (the city office), <c>STAFF_TOKEN</c>, <c>ELDER_TOKEN</c>, <c>MEAL_POINT</c>, <c>FULL_POINT</c>, <c>ELDER</c> and <c>TOMORROW</c>.</summary>
    internal Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["ADDRESS"] = Address,
        ["TOKEN"] = Token(Role.CityOffice, "city"),
        ["STAFF_TOKEN"] = Token(Role.MealPointStaff, "staff", site: Point.Value),
        ["ELDER_TOKEN"] = Token(Role.Elder, "elder", elder: Elder.Value),
        ["MEAL_POINT"] = Eldercare.Api.GraphQL.GlobalId.Of(Point),
        ["FULL_POINT"] = Eldercare.Api.GraphQL.GlobalId.Of(FullPoint),
        ["ELDER"] = Eldercare.Api.GraphQL.GlobalId.Of(Elder),
        ["TOMORROW"] = CityUnderTest.Text(CityUnderTest.Today.AddDays(1)),
    };

    internal string Token(Role role, string subject, Guid? site = null, Guid? elder = null) =>
        _city.Get<TokenIssuer>().Issue(role, subject, CityUnderTest.District, site, elder);

    public ValueTask DisposeAsync() => _city.DisposeAsync();
}

/// <summary>Tests against the one host.</summary>
[CollectionDefinition(nameof(AgainstTheHost))]
public sealed class AgainstTheHost : ICollectionFixture<ServedCity>;
