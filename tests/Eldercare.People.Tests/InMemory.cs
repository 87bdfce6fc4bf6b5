using Eldercare.Store.Deciding;

namespace Eldercare.People.Tests;

/// <summary>What stands, in memory; answers only what the command's footprint names, as the writer does.</summary>
internal sealed class InMemory(DateTimeOffset now) : Known
{
    private Footprint _footprint = new();

    public override DateTimeOffset Now => now;

    public object? Stream { get; init; }

    /// <summary>Streams beside that one.</summary>
    public IReadOnlyDictionary<StreamRef, object> Others { get; init; } = ImmutableDictionary<StreamRef, object>.Empty;

    public object? Record { get; init; }

    /// <summary>A row of another table.</summary>
    public object? Beside { get; init; }

    public Guid? ClaimHolder { get; init; }

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
        Assert.Contains(stream, _footprint.Writes);
        return (TState?)Others.GetValueOrDefault(stream, Stream!);
    }

    public override Guid? Holder(Claim claim)
    {
        Assert.Contains(claim, _footprint.Claims);
        return ClaimHolder;
    }

    public override TRow? Row<TRow>(Guid key)
        where TRow : class
    {
        Assert.Contains(RowRef.To<TRow>(key), _footprint.Rows);
        return Record as TRow ?? Beside as TRow;
    }
}
