using Eldercare.Store.Deciding;

namespace Eldercare.Meals.Tests;

/// <summary>What stands, in memory; answers only what the command's footprint names, as the writer does.</summary>
internal sealed class Standing(DateTimeOffset now) : Known
{
    private readonly Dictionary<StreamRef, object?> _streams = [];
    private readonly Dictionary<(Type Row, Guid Key), object> _rows = [];
    private readonly Dictionary<Claim, Guid> _claims = [];
    private Footprint _footprint = new();

    public override DateTimeOffset Now => now;

    public Standing With(StreamRef stream, object? state)
    {
        _streams[stream] = state;
        return this;
    }

    public Standing With(Guid key, object row)
    {
        _rows[(row.GetType(), key)] = row;
        return this;
    }

    public Standing With(Claim claim, Guid holder)
    {
        _claims[claim] = holder;
        return this;
    }

    public Outcome Run(ICommand command)
    {
        _footprint = command.Footprint;
        var outcome = command.Decide(this);
        Assert.All(outcome.Facts, f => Assert.Contains(f.Stream, _footprint.Writes));
        Assert.All(outcome.Takes, t => Assert.Contains(t.Claim, _footprint.Claims));
        return outcome;
    }

    public override TState? State<TState>(StreamRef stream)
        where TState : class
    {
        Assert.Contains(stream, _footprint.Writes.AddRange(_footprint.Reads));
        return (TState?)_streams.GetValueOrDefault(stream);
    }

    public override Guid? Holder(Claim claim)
    {
        Assert.Contains(claim, _footprint.Claims);
        return _claims.TryGetValue(claim, out var holder) ? holder : null;
    }

    public override TRow? Row<TRow>(Guid key)
        where TRow : class
    {
        Assert.Contains(RowRef.To<TRow>(key), _footprint.Rows);
        return (TRow?)_rows.GetValueOrDefault((typeof(TRow), key));
    }
}
