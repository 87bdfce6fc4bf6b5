using System.Diagnostics.Metrics;
using Eldercare.Store;

namespace Eldercare.Api.Live;

/// <summary>What is counted of long connections.</summary>
internal static class LiveMetrics
{
    public static UpDownCounter<int> Connections { get; } =
        Telemetry.Meter.CreateUpDownCounter<int>("eldercare.live.connections", "{connection}", "Long connections, by transport");

    public static UpDownCounter<int> Subscriptions { get; } =
        Telemetry.Meter.CreateUpDownCounter<int>("eldercare.live.subscriptions", "{subscription}", "Subscriptions that are open");

    public static Counter<long> Messages { get; } =
        Telemetry.Meter.CreateCounter<long>("eldercare.live.messages", "{message}", "Messages that clients took, by transport");

    public static Counter<long> Ended { get; } =
        Telemetry.Meter.CreateCounter<long>("eldercare.live.ended", "{connection}", "Connections the host ended, by reason");
}
