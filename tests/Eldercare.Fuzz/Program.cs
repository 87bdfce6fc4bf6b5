using System.Diagnostics;
using System.Globalization;
using Eldercare.Fuzz;

// `./eldercare fuzz [--minutes N] [--seed S] [--workers N] [--address URL --token T]`
var (minutes, seed, workers) = (Number("--minutes", 1), (int)Number("--seed", Environment.TickCount & 0xFFFFFF), (int)Number("--workers", 4));
var folder = Path.Combine(Environment.CurrentDirectory, "fuzz-findings");
var findings = new Findings(folder);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) => (e.Cancel, _) = (true, stop.CancelAsync());
Console.WriteLine($"Seed {seed}, {minutes.ToString(CultureInfo.InvariantCulture)} minutes");

DemoHost? demo = null;
FuzzTarget target;
if (Text("--address") is { } address)
{
    if (Text("--token") is not { } token)
    {
        Console.Error.WriteLine("--address needs a --token of the city office there.");
        return 2;
    }

    target = new FuzzTarget(new Uri(address), [token], ["x.y.z", token + "x"]);
}
else
{
    Console.WriteLine("Starting a small demo city…");
    demo = await DemoHost.StartAsync(stop.Token);
    target = demo.Target();
}

try
{
    using var fuzzer = new Fuzzer(target, findings);
    var (clock, samples) = (Stopwatch.StartNew(), new List<long>());
    stop.CancelAfter(TimeSpan.FromMinutes(minutes));
    var run = fuzzer.RunAsync(seed, workers, stop.Token);
    while (!run.IsCompleted)
    {
        await Task.WhenAny(run, Task.Delay(TimeSpan.FromSeconds(samples.Count == 0 ? 10 : 60), CancellationToken.None));
        samples.Add(demo?.Memory ?? 0);
        Console.WriteLine($"{clock.Elapsed:h\\:mm\\:ss}  {fuzzer.Sent} sent  {fuzzer.Statuses}  {samples[^1] / 1_048_576} MiB  {findings.All.Count} findings");
        if (demo?.HasEnded == true) break;
    }

    if (demo?.HasEnded == true) findings.Add("the host ended by itself", [], "", null, target.Address);
    else await run;
    if (Memory.Grows(samples) is { } grows) findings.Add(grows, [], string.Join(' ', samples), null, target.Address);
    if (demo is not null && !demo.HasEnded && await demo.StopAndCheckAsync() is { } broken) findings.Add("an invariant does not hold", [], broken, null, target.Address);
}
finally
{
    if (demo is not null) await demo.DisposeAsync();
}

foreach (var finding in findings.All) Console.WriteLine($"\nFINDING {finding.What}\n  {finding.Again}\n  {finding.Answer}");
Console.WriteLine(findings.All.Count == 0 ? "Nothing found; every invariant holds." : $"{findings.All.Count} findings, in {folder}. Seed {seed}.");
return findings.All.Count == 0 ? 0 : 1;

double Number(string name, double otherwise) => Text(name) is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : otherwise;

string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args.ElementAtOrDefault(at + 1) : null;
