using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Beds.Queue;
using Eldercare.City.Subsidies;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare policy check|publish|try FILE</c>: policies as files, of subsidies and (all but <c>try</c>) of the queue for beds.</summary>
public static class PolicyCommand
{
    /// <summary>The exit code of a policy with faults, or one that was refused.</summary>
    public const int Refused = 1;

    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = Databases.WhichDemo, HelpName = "DIR" };
        return new Command("policy", "Checks, tries and publishes policies of subsidies and of the queue for beds.") { Check(), Publish(data), Try(data) };
    }

    private static Argument<string> File() => new("FILE")
    {
        Description = "JSON of schema/subsidy-policy.schema.json or schema/queue-policy.schema.json, or the name of a set that ships: "
            + $"{string.Join(", ", PolicyDocument.Shipped.Keys.Concat(QueuePolicyDocument.Shipped.Keys).Order(StringComparer.Ordinal))}.",
    };

    private static Command Check()
    {
        var file = File();
        var command = new Command("check", "Says what is wrong with a policy, with the place of each fault; exit code 1 then.") { file };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                var text = await TextAsync(parsed.GetRequiredValue(file), stop);
                if (IsOfQueue(text)) return CheckQueue(text);
                var faults = PolicyDocument.Read(text, out var policy);
                foreach (var fault in faults) Console.WriteLine(fault);
                if (policy is null) return Refused;
                Console.WriteLine($"{Named(policy)}: {policy.Rules.Length} rules. No faults.");
                if (Lapse(policy) is { } warning) Console.WriteLine(warning);
                return 0;
            },
            cancellation));
        return command;
    }

    private static Command Publish(Option<string?> data)
    {
        var file = File();
        var command = new Command("publish", "Puts a policy into force; exit code 1 when it is refused.") { file, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                var text = await TextAsync(parsed.GetRequiredValue(file), stop);
                return await Databases.WithAsync(parsed.GetValue(data), connectionString => PublishAsync(text, connectionString, stop), stop);
            },
            cancellation));
        return command;
    }

    private static Command Try(Option<string?> data)
    {
        var file = File();
        var against = new Option<string>("--against") { Description = "A past month, as 2026-10.", Required = true, HelpName = "MONTH" };
        var price = new Option<decimal?>("--price") { Description = "Yuan that portions without a price are taken to have cost; they are left out otherwise." };
        var command = new Command("try", "Computes a past month again under a draft, and prints who would pay more and who less.") { file, against, price, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                var month = YearMonth.TryParse(parsed.GetValue(against)) ?? throw new UserFaultException($"--against {parsed.GetValue(against)} is no month, such as 2026-10.");
                if (PolicyDocument.Read(await TextAsync(parsed.GetRequiredValue(file), stop), out var draft) is [var fault, ..])
                    throw new UserFaultException($"The policy has faults ({fault}). See: ./eldercare policy check.");
                if (draft!.For != ServiceKind.Meal) throw new UserFaultException("Policies for meals are tried; this one is for days in homes. Publish it on a demo and ask stayCharges.");
                Fen? assumed = parsed.GetValue(price) is { } yuan ? Price(yuan) : null;
                return await Databases.WithAsync(
                    parsed.GetValue(data), connectionString => TryAsync(draft, month, assumed, connectionString, stop), stop);
            },
            cancellation));
        return command;
    }

    private static Fen Price(decimal yuan) => yuan is >= 0 and <= 1_000 && decimal.IsInteger(yuan * 100)
        ? new Fen((long)(yuan * 100))
        : throw new UserFaultException("--price is 0 to 1000 yuan with at most two decimals, such as 8.50.");

    private static async Task<int> PublishAsync(string document, string connectionString, CancellationToken stop)
    {
        await using var app = CityHost.Build(connectionString, "http://127.0.0.1:0", DemoSignIns.Configuration(DemoKey.New(), DemoKey.New()), quiet: true, sends: false);
        await app.StartAsync(stop);
        var city = app.Services.GetRequiredService<IOptions<ApiSettings>>().Value.City;
        var answer = await app.Services.GetRequiredService<ICommandWriter>().ExecuteAsync(
            IsOfQueue(document) ? new PublishQueuePolicy(document) : new PublishSubsidyPolicy(document), new Envelope(city, $"command-line:{Environment.UserName}", Guid.NewGuid().ToString()), stop);
        await app.StopAsync(stop);
        Console.WriteLine(answer.Refusal is { } refusal ? $"Refused: {refusal.Message.En}" : answer.Sequence == 0 ? "It is published already." : "Published.");
        if (answer.Refusal is not null) return Refused;
        if (PolicyDocument.Read(document, out var policy).IsEmpty && Lapse(policy!) is { } warning) Console.WriteLine(warning);
        return 0;
    }

    private static async Task<int> TryAsync(SubsidyPolicy draft, YearMonth month, Fen? price, string connectionString, CancellationToken stop)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await Databases.CheckSchemaAsync(database, stop);
        var city = WebApplication.CreateBuilder().Configuration["Api:City"] ?? CityHost.DefaultCity;
        var reader = new TrialReader(database, city);
        var portions = await Waiting.ForAsync($"Reading what was served in {month}", reader.PortionsAsync(month, stop));
        if (portions.Count == 0) throw new UserFaultException($"No meals were served in {month}: there is nothing to try the policy on.");
        var charges = await Waiting.ForAsync(
            string.Create(CultureInfo.InvariantCulture, $"Reading what was charged for {portions.Count:N0} portions"), reader.ChargesAsync(month, stop));
        var diners = await Waiting.ForAsync("Reading who ate them", reader.DinersAsync(portions.Select(p => p.Elder), stop));
        var book = (await reader.BookAsync(stop)).With(draft);
        var lines = await Waiting.ForAsync("Computing them again", Task.Run(() => PolicyTrial.Run(book, portions, charges, diners, price), stop));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Named(draft)} against {month}: {portions.Count:N0} portions served."));
        if (lines.IsEmpty) Console.WriteLine("None of them has a price: give one with --price.");
        else Print(lines);
        return 0;
    }

    private static void Print(IEnumerable<TrialLine> lines)
    {
        var all = lines.ToList();
        var totals = all.GroupBy(l => l.Funder).Select(g => new TrialLine(
            "all", g.Key, g.Sum(l => l.MealsBefore), new(g.Sum(l => l.Before.Value)), g.Sum(l => l.MealsAfter), new(g.Sum(l => l.After.Value))));
        Console.WriteLine($"{"district",-10} {"funder",-20} {"meals",10} {"yuan",14} {"meals then",12} {"yuan then",14} {"difference",14}");
        foreach (var l in all.Concat(totals))
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{l.District,-10} {l.Funder,-20} {l.MealsBefore,10:N0} {l.Before,14} {l.MealsAfter,12:N0} {l.After,14} {l.After - l.Before,14}"));
    }

    /// <summary>A policy with a last date ends silently: who writes one is told. Null for one without.</summary>
    private static string? Lapse(SubsidyPolicy policy)
    {
        if (PolicyBook.Empty.LapsesOn(policy) is not { } day) return null;
        var today = CityTime.Today(TimeProvider.System.GetUtcNow());
        var when = day <= today ? "has ended" : day <= today.AddDays(PolicyBook.DaysWarned) ? $"ends in {day.DayNumber - today.DayNumber} days" : "will end";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Warning: it {when}. From {day:yyyy-MM-dd} on elders pay its part themselves, unless a version {policy.Version + 1} is in force by then.");
    }

    /// <summary>Lanes are what only a policy of the queue has. What is no JSON counts as the other kind, whose faults say so.</summary>
    private static bool IsOfQueue(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("lanes", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int CheckQueue(string text)
    {
        var faults = QueuePolicyDocument.Read(text, out var policy);
        foreach (var fault in faults) Console.WriteLine(fault);
        if (policy is null) return Refused;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{policy.Code} version {policy.Version} from {policy.EffectiveFrom:yyyy-MM-dd}: {policy.Lanes.Length} lanes. No faults."));
        return 0;
    }

    private static string Named(SubsidyPolicy policy) =>
        $"{policy.Code} version {policy.Version} from {policy.EffectiveFrom:yyyy-MM-dd}{(policy.EffectiveUntil is { } until ? $" until {until:yyyy-MM-dd}" : "")}";

    private static async Task<string> TextAsync(string file, CancellationToken stop)
    {
        if (System.IO.File.Exists(file)) return await System.IO.File.ReadAllTextAsync(file, stop);
        return PolicyDocument.Shipped.GetValueOrDefault(file) ?? QueuePolicyDocument.Shipped.GetValueOrDefault(file)
            ?? throw new UserFaultException($"There is no file {file}, and no set of that name ships.");
    }
}
