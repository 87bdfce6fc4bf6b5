namespace Eldercare.City.Tests.RealDatabase;

/// <summary>A clock that runs, and that a test sets forward when it does not want to wait.</summary>
internal sealed class SetClock(DateTimeOffset at) : TimeProvider
{
    private long _ahead = (at - DateTimeOffset.UtcNow).Ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Forward(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
