using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Eldercare.Store;

/// <summary>Traces and metrics, named <c>Eldercare</c>.</summary>
public static class Telemetry
{
    public const string Name = "Eldercare";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    internal static Counter<long> Commands { get; } = Meter.CreateCounter<long>("eldercare.commands", "{command}", "Commands answered");

    internal static Counter<long> Overloads { get; } = Meter.CreateCounter<long>("eldercare.overloads", "{command}", "Commands turned away");

    internal static Counter<long> Faults { get; } = Meter.CreateCounter<long>("eldercare.commit.faults", "{group}", "Groups that had to be repeated");

    internal static Histogram<int> GroupSize { get; } = Meter.CreateHistogram<int>("eldercare.commit.group", "{command}", "Commands in a transaction");

    internal static Histogram<double> DecideTime { get; } = Meter.CreateHistogram<double>("eldercare.decide.time", "ms", "Time a group is decided in");

    internal static Histogram<double> CommitTime { get; } = Meter.CreateHistogram<double>("eldercare.commit.time", "ms", "Time from a group's first statement to its commit");
}
