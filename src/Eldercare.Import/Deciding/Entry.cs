using Eldercare.Import.Reports;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

/// <summary>What rows of one stream ask for.</summary>
internal abstract class Entry(StreamRef stream)
{
    public StreamRef Stream => stream;

    /// <summary>About how many events it makes.</summary>
    public abstract int Weight { get; }

    /// <summary>What may be held already, by other streams of the store.</summary>
    public abstract IEnumerable<Claim> Claims { get; }

    /// <summary>Of which days may be held already.</summary>
    public virtual IEnumerable<Timeline> Timelines => [];

    /// <summary>Streams that must exist for it; they are looked up before.</summary>
    public virtual IEnumerable<Guid> Needs => [];

    /// <summary>Its <see cref="Change"/> asks what the events of its stream say.</summary>
    public virtual bool IsCompared => false;

    /// <summary>Decides it as a new stream.</summary>
    public abstract void Create(Draft draft);

    /// <summary>Decides what it changes about a stream that exists.</summary>
    public abstract void Change(Draft draft);

    /// <summary>The store says again and again that it exists and that it does not: another importer is at work.</summary>
    public abstract void GiveUp(Draft draft);
}

/// <summary>One command that rows lead to.</summary>
/// <param name="Rows">Its rows; a refusal is reported at the first.</param>
/// <param name="Column">The column that a refusal is about when it does not say so itself.</param>
/// <param name="Command">What to do.</param>
/// <param name="Now">The instant it is decided at when its stream is new.</param>
internal sealed record Step(ImmutableArray<RowAt> Rows, string Column, ICommand Command, DateTimeOffset Now)
{
    public RowAt Row => Rows[0];

    /// <summary>Of a new stream, its events' own time in the store; then every step of the entry has one.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When its stream holds this claim, the command has nothing left to do.</summary>
    public Claim? Held { get; init; }

    /// <summary>Given what the events of its stream say: the command has nothing left to do.</summary>
    public Func<object, bool>? Done { get; init; }

    /// <summary>What of it stands in the store already: looked at before it is sent.</summary>
    public Comparison? Against { get; init; }

    /// <summary>Only wanted for the steps after it.</summary>
    public bool Prepares { get; init; }
}

/// <summary>Steps to send as commands.</summary>
/// <param name="Steps">In order.</param>
/// <param name="Accepted">What became of a row when its command was accepted.</param>
internal sealed record Sending(IReadOnlyList<Step> Steps, Fate Accepted);

/// <summary>Rows that are decided as commands are.</summary>
/// <param name="stream">The stream they create or change.</param>
/// <param name="create">In order; without the first the others are refused too, unless <see cref="EachAlone"/>.</param>
/// <param name="change">In order.</param>
/// <param name="at">The time of the events of a new stream.</param>
internal class CommandEntry(StreamRef stream, IReadOnlyList<Step> create, IReadOnlyList<Step> change, DateTimeOffset at)
    : Entry(stream)
{
    /// <summary>Any of the steps may begin the stream: that one is refused says nothing of the others.</summary>
    public bool EachAlone { get; init; }

    public override int Weight => create.Count;

    public override IEnumerable<Claim> Claims => create.SelectMany(s => s.Command.Footprint.Claims);

    public override IEnumerable<Timeline> Timelines => create.SelectMany(s => s.Command.Footprint.Timelines);

    public override bool IsCompared => change.Any(s => s.Done is not null);

    public override void Create(Draft draft)
    {
        draft.Open(Stream);
        var first = create[0];
        Refusal? never = null;
        foreach (var step in create)
        {
            var refusal = never ?? draft.Try(step.Command, step.Now, step.At);
            if (draft.Missed)
            {
                draft.Discard();
                draft.Commands.Add(new(create, Fate.New));
                return;
            }

            if (refusal is null) draft.Mark(step.Rows, Fate.New);
            else if (never is null || step.Row != first.Row) draft.Refuse(step, refusal);
            if (ReferenceEquals(step, first) && !EachAlone) never = refusal;
        }

        draft.Close(at, first.Row.File);
    }

    public override void Change(Draft draft)
    {
        var stored = draft.Stored(Stream);
        var todo = change.Where(s => !IsDone(s)).ToList();
        if (todo.TrueForAll(s => s.Prepares)) todo.Clear();
        if (todo.Count > 0) draft.Commands.Add(new(todo, Fate.Changed));
        draft.Open(Stream);
        var sent = todo.SelectMany(s => s.Rows).ToHashSet();
        draft.Mark([.. create.SelectMany(s => s.Rows).Distinct().Where(r => !sent.Contains(r))], Fate.Unchanged);

        bool IsDone(Step step) =>
            (step.Held is { } claim && draft.Holder(claim) == Stream.Id) || (stored is not null && step.Done?.Invoke(stored) == true);
    }

    public override void GiveUp(Draft draft) => draft.Commands.Add(new(create, Fate.New));
}
