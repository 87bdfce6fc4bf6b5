using Eldercare.Api.Hosting;

namespace Eldercare.Api.Tests.Hosting;

public sealed class ViewPulseTests
{
    private readonly Clock _clock = new();
    private readonly ViewPulse _pulse;

    public ViewPulseTests() => _pulse = new ViewPulse(_clock);

    [Fact]
    public void Stands_still_from_the_last_event_it_processed()
    {
        _pulse.Saw(100, 200);
        Assert.Equal(TimeSpan.FromSeconds(10), After(10, 100, 200));
        Assert.Equal(TimeSpan.FromSeconds(30), After(20, 100, 500));
    }

    [Fact]
    public void Moves_as_long_as_one_event_more_is_processed()
    {
        _pulse.Saw(100, 200_000);
        Assert.Equal(TimeSpan.Zero, After(10, 101, 200_000));
        Assert.Equal(TimeSpan.Zero, After(10, 102, 200_000));
    }

    [Fact]
    public void Does_not_stand_still_while_there_is_nothing_to_do()
    {
        _pulse.Saw(100, 100);
        Assert.Equal(TimeSpan.Zero, After(1000, 100, 100));
        Assert.Equal(TimeSpan.Zero, _pulse.Saw(0, 0));
        Assert.Equal(TimeSpan.FromSeconds(5), After(5, 0, 1));
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;

        public override long GetTimestamp() => _ticks;
    }

    private TimeSpan After(double seconds, long processed, long last)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return _pulse.Saw(processed, last);
    }
}
