namespace Eldercare.City.Messages;

/// <summary>
/// How long to wait after a failure: five seconds, then four times as long each time, an hour at most; half of it by chance, so that not
/// all come back at once.
/// </summary>
public static class Backoff
{
    private const double First = 5, Most = 3_600;

    /// <param name="attempts">How many failed, 1 or more.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan After(int attempts, double chance) =>
        TimeSpan.FromSeconds(Math.Min(First * Math.Pow(4, attempts - 1), Most) * (0.5 + (chance / 2)));
}
