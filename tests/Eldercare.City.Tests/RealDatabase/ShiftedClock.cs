namespace Eldercare.City.Tests.RealDatabase;

/// <summary>A clock that runs, some time ahead of the machine's or behind it.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
