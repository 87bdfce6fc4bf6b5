using System.Diagnostics;
using System.Diagnostics.Metrics;
using Eldercare.Store.Writing;

namespace Eldercare.Store;

/// <summary>Traces and metrics, named <c>Eldercare</c>.</summary>
public static class Telemetry
{
    public const string Name = "Eldercare";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    private static Counter<long> Commands { get; } = Meter.CreateCounter<long>("eldercare.commands", "{command}", "Commands answered");

    /// <summary>Counts answers by command and outcome: <c>accepted</c>, a refusal's code, or <c>fault</c>.</summary>
    internal static void CountAnswers(IReadOnlyList<Pending> group, IReadOnlyList<Verdict> answers)
    {
        if (!Commands.Enabled) return;
        for (var i = 0; i < group.Count; i++)
        {
            var outcome = answers[i].Fault is not null ? "fault" : answers[i].Refusal?.Code ?? "accepted";
            Commands.Add(1, new KeyValuePair<string, object?>("command", group[i].Command.GetType().Name), new("outcome", outcome));
        }
    }

    internal static Counter<long> Overloads { get; } = Meter.CreateCounter<long>("eldercare.overloads", "{command}", "Commands turned away");

    internal static Counter<long> Faults { get; } = Meter.CreateCounter<long>("eldercare.commit.faults", "{group}", "Groups that had to be repeated");

    internal static Histogram<int> GroupSize { get; } = Meter.CreateHistogram<int>("eldercare.commit.group", "{command}", "Commands in a transaction");

    internal static Histogram<double> DecideTime { get; } = Meter.CreateHistogram<double>("eldercare.decide.time", "ms", "Time a group is decided in");

    internal static Histogram<double> CommitTime { get; } = Meter.CreateHistogram<double>("eldercare.commit.time", "ms", "Time from a group's first statement to its commit");
}
