using Eldercare.Api.SignIn;
using Eldercare.Import.Demo;
using Npgsql;

namespace Eldercare.Api.Commands;

/// <summary>The demo's ready-made sign-ins, and calls to try them with.</summary>
internal static class DemoSignIns
{
    private const string ExampleApp = "http://127.0.0.1:5081";

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(7);

    public static IEnumerable<KeyValuePair<string, string?>> Configuration(string signingKey, string cardKey) =>
    [
        new("SignIn:SigningKey", signingKey), new("SignIn:Issuer", ServeCommand.DemoIssuer), new("SignIn:Audience", "eldercare"),
        new("Cards:Key", cardKey), new("Webhooks:Loopback", "true"), new("Api:GraphiQL", "true"),
        // Where docs/examples/district-app is served. Beside the origins somebody names herself (Api__Cors__Origins__0), not instead of them.
        new("Api:Cors:Origins:example", ExampleApp), new("Api:Cors:Origins:example-by-name", ExampleApp.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)),
        // Whoever tries the demo tries it from one address and with few sign-ins.
        new("Api:Rates:PerSecond", "100000"), new("Api:Rates:Burst", "2000000"), new("Api:Rates:AnonymousPerSecond", "100000"), new("Api:Rates:AnonymousBurst", "2000000"),
    ];

    public static async Task PrintAsync(WebApplication app, string address, DataFolder folder, CancellationToken stop)
    {
        var issuer = app.Services.GetRequiredService<TokenIssuer>();
        var (point, pointName, district, home, homeName, elder) = await PlacesAsync(app, stop);
        var city = issuer.Issue(Role.CityOffice, "demo-city", lifetime: s_lifetime);
        (string Who, string Token)[] signIns =
        [
            ($"meal-point-staff at {pointName}", issuer.Issue(Role.MealPointStaff, "demo-staff", site: point, lifetime: s_lifetime)),
            ($"driver at {pointName}", issuer.Issue(Role.Driver, "demo-driver", site: point, lifetime: s_lifetime)),
            ($"home-admissions at {homeName}", issuer.Issue(Role.HomeAdmissions, "demo-desk", site: home, lifetime: s_lifetime)),
            ($"district-office of {district}", issuer.Issue(Role.DistrictOffice, "demo-district", district, lifetime: s_lifetime)),
            ("city-office", city),
            ("elder", issuer.Issue(Role.Elder, "demo-elder", elder: elder, lifetime: s_lifetime)),
            ("elder (a daughter, who acts for that one)", issuer.Issue(Role.Elder, DemoToday.Relative, lifetime: s_lifetime)),
        ];
        Console.WriteLine();
        Console.WriteLine($"GraphQL    {address}/graphql (in a browser: GraphiQL)");
        Console.WriteLine($"Health     {address}/health/ready");
        // The app looks there when it is not told.
        Console.WriteLine($"Example    {ExampleApp}, an app of a district: cd docs/examples/district-app && npm ci && {(address == ServeCommand.DefaultUrls ? "" : $"ELDERCARE={address} ")}npm start");
        Console.WriteLine();
        Console.WriteLine("Sign-ins for a week (also: ./eldercare token ROLE):");
        foreach (var (who, token) in signIns) Console.WriteLine($"  {who}\n    {token}");
        DataFolder.WriteSecret(folder.CityToken, city);
        Console.WriteLine();
        Console.WriteLine("Three calls to try:");
        foreach (var query in (string[])
        [
            "{ cityFigures { people60 people65 mealsServed mealPoints beds } }",
            "{ mealPoints(first: 3) { nodes { id name district } } }",
            "{ homesWithVacancies(first: 3) { nodes { home { name district } vacant } } }",
        ])
            Console.WriteLine(
                $"  curl -s {address}/graphql -H 'content-type: application/json' -H \"authorization: Bearer $(cat {folder.CityToken})\" "
                + $"-d '{{\"query\":\"{query}\"}}'");
        Console.WriteLine();
    }

    /// <summary>Where the day's work is: a district without any shows a newcomer empty lists.</summary>
    internal static async Task<(Guid Point, string PointName, string District, Guid Home, string HomeName, Guid Elder)> PlacesAsync(
        WebApplication app, CancellationToken stop)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"""
            select p.point, p.name, p.district, h.home, h.name, coalesce(
                (select a.elder from eldercare.acting_for a where a.holder = '{DemoToday.Relative}' limit 1),
                (select l.elder from eldercare.elder_ledger l order by l.sequence desc limit 1))
            from eldercare.meal_point_boards p, lateral (
                select b.home, b.name from eldercare.home_boards b order by b.district <> p.district, b.name limit 1) h
            order by p.point <> $1, p.name limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = DemoToday.AtWork.Value });
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        return (reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetGuid(3), reader.GetString(4), reader.GetGuid(5));
    }
}
