namespace Eldercare.Meals;

/// <summary>One scan of a device at the door.</summary>
/// <param name="Device">The device's id, the same for ever: at most 64 characters. One device hands an elder one portion of a meal.</param>
/// <param name="Sequence">Its own count of scans: by it a person finds the scan on the device. It decides nothing.</param>
public sealed record Scan(string Device, long Sequence)
{
    public const int MaxDeviceLength = 64;

    /// <summary>
    /// By another device than the one that recorded the portion. Who sends a portion again names the device both times: a portion recorded
    /// without one was handed over by somebody else.
    /// </summary>
    public static bool IsOfAnother(Scan? scan, string? device) => !string.Equals(scan?.Device, device, StringComparison.Ordinal);
}
