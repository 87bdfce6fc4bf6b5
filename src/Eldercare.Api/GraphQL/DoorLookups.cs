using System.Collections.Concurrent;

namespace Eldercare.Api.GraphQL;

/// <summary>
/// How often a sign-in looks people up at the door: a queue of walk-ins is served, a register is not read out. On each host for itself; the
/// log says who looked where and how many were found, never for whom.
/// </summary>
public sealed class DoorLookups(TimeProvider clock, ILogger<DoorLookups> log)
{
    /// <summary>For one sign-in, whoever shares it.</summary>
    public const int PerMinute = 30;

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, (long Minute, int Asked)> _asked = new(StringComparer.Ordinal);

    public void Log(string subject, MealPointId point, int found) =>
        log.LogInformation("{Subject} looked somebody up at the door of {Point}: {Found} found", subject, point, found);

    /// <exception cref="ApiError">Too often.</exception>
    public void Count(string subject)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (_asked.Count >= MostRemembered)
        {
            foreach (var (who, when) in _asked)
                if (when.Minute < minute) _asked.TryRemove(who, out _);
        }

        var (_, asked) = _asked.AddOrUpdate(subject, _ => (minute, 1), (_, last) => last.Minute == minute ? (minute, last.Asked + 1) : (minute, 1));
        if (asked <= PerMinute) return;
        throw ApiError.Limit("eldersAtDoor", PerMinute, asked, new(
            $"每个登录每分钟最多查询{PerMinute}次，这是第{asked}次，请在下一分钟再查。",
            $"a sign-in asks at most {PerMinute} times a minute, and this is number {asked}. Wait for the next minute."));
    }
}
