using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;
using ArchUnitNET.Loader;
using Eldercare.Api.Hosting;
using Eldercare.Beds;
using Eldercare.City;
using Eldercare.Import;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;

namespace Eldercare.Api.Tests.House;

/// <summary>The walls of the house: which room may know of which, read from the compiled programs (bodies of methods included).</summary>
public static class WallTests
{
    private const string Http = "Microsoft.AspNetCore", Graph = "GraphQL", Sql = "Npgsql", Postgres = "Weasel", Events = "Marten", Messages = "Wolverine";

    private static readonly Architecture s_house = new ArchLoader().LoadAssemblies(
        typeof(StoreSetup).Assembly, typeof(PeopleModule).Assembly, typeof(SubsidiesModule).Assembly, typeof(MealsModule).Assembly, typeof(BedsModule).Assembly,
        typeof(CityModule).Assembly, typeof(CityImport).Assembly, typeof(CityHost).Assembly).Build();

    public static TheoryData<string, string[]> Walls { get; } = new()
    {
        { "Eldercare.Store", ["Eldercare.People", "Eldercare.Subsidies", "Eldercare.Meals", "Eldercare.Beds", "Eldercare.City", "Eldercare.Import", "Eldercare.Api", Graph, Http] },
        { "Eldercare.People", ["Eldercare.Subsidies", "Eldercare.Meals", "Eldercare.Beds", "Eldercare.City", "Eldercare.Import", "Eldercare.Api", Graph, Http, Sql, Postgres, Events, Messages, "System.Data", "System.Net"] },
        { "Eldercare.Subsidies", ["Eldercare.Meals", "Eldercare.Beds", "Eldercare.City", "Eldercare.Import", "Eldercare.Api", Graph, Http, Sql, Postgres, Events, Messages, "System.Data", "System.Net"] },
        { "Eldercare.Meals", ["Eldercare.Beds", "Eldercare.City", "Eldercare.Import", "Eldercare.Api", Graph, Http, Sql, Postgres, Events, Messages, "System.Data", "System.Net"] },
        { "Eldercare.Beds", ["Eldercare.Meals", "Eldercare.City", "Eldercare.Import", "Eldercare.Api", Graph, Http, Sql, Postgres, Events, Messages, "System.Data", "System.Net"] },
        { "Eldercare.City", ["Eldercare.Import", "Eldercare.Api", Graph, Http] },
        { "Eldercare.Import", ["Eldercare.Api", Graph, Http, Sql, Postgres, Events, Messages] },
        { "Eldercare.Api.GraphQL", ["Eldercare.Api.Commands", "Eldercare.Api.Hosting", "Eldercare.Import", Sql, Postgres, Events, Messages] },
    };

    [Theory]
    [MemberData(nameof(Walls))]
    public static void No_room_looks_behind_its_walls(string room, string[] hidden) =>
        Assert.Empty(hidden.SelectMany(other => Looks(room, other)));

    /// <summary>Guards the guard: it sees dependencies between rooms and on packages, in signatures and in bodies.</summary>
    [Theory]
    [InlineData("Eldercare.Meals", "Eldercare.People")]
    [InlineData("Eldercare.Meals", "Eldercare.Subsidies")]
    [InlineData("Eldercare.Beds", "Eldercare.Subsidies")]
    [InlineData("Eldercare.Store", Sql)]
    [InlineData("Eldercare.City", Messages)]
    [InlineData("Eldercare.Api", Graph)]
    [InlineData("Eldercare.Api", Http)]
    public static void What_is_allowed_is_seen(string room, string other) => Assert.NotEmpty(Looks(room, other));

    private static IEnumerable<string> Looks(string room, string other) =>
        from type in s_house.Types
        where IsIn(type, room)
        from target in type.GetTypeDependencies()
        where IsIn(target, other)
        select $"{type.FullName} knows {target.FullName}";

    private static bool IsIn(IType type, string space) => type.FullName.StartsWith(space + ".", StringComparison.Ordinal);
}
