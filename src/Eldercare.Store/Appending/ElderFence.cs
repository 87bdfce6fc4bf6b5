namespace Eldercare.Store.Appending;

/// <summary>
/// An advisory lock that orders deaths and bookings. Every writing transaction holds it shared. Who takes it exclusively for a
/// moment knows that each decision taken before is committed and visible, and that each later one sees what is committed now.
/// </summary>
public static class ElderFence
{
    public const long Key = 7364410019;
}
