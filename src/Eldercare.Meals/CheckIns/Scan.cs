namespace Eldercare.Meals;

/// <summary>One scan of a device at the door, told apart from its repetitions by the device's own count.</summary>
/// <param name="Device">The device's id, the same for ever: at most 64 characters.</param>
/// <param name="Sequence">Its own count of scans.</param>
public sealed record Scan(string Device, long Sequence)
{
    public const int MaxDeviceLength = 64;

    /// <summary>By another device than the one that recorded the portion; one that is not known is no other.</summary>
    public static bool IsOfAnother(Scan? scan, string? device) =>
        scan is not null && device is not null && !string.Equals(scan.Device, device, StringComparison.Ordinal);
}
