using Eldercare.Import.Reports;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

/// <summary>
/// A batch of new streams while it is decided: the knowledge of its commands, and what follows from them. One stream is open at
/// a time, between <see cref="Open"/> and <see cref="Close"/> or <see cref="Discard"/>.
/// </summary>
internal sealed class Draft(World world, InStore store) : Known
{
    private readonly List<NewStream> _streams = [];
    private readonly Dictionary<Claim, Guid> _claims = [];
    private readonly List<object> _rows = [];
    private readonly List<(StreamRef Stream, object State)> _states = [];
    private readonly List<(RowAt Row, Fate Fate)> _fates = [];
    private readonly List<RowError> _errors = [];
    private readonly List<(FileTally File, int Events)> _events = [];
    private readonly List<Action> _then = [];

    private readonly Dictionary<Timeline, List<Span>> _spans = [];
    private readonly List<Claim> _openClaims = [];
    private readonly List<(Timeline Timeline, Span Span)> _openSpans = [];
    private StreamRef _open;
    private object? _state;
    private List<object> _facts = [];
    private List<DateTimeOffset>? _times;
    private ElderRecord? _elder;
    private List<object> _kept = [];
    private (int Fates, int Errors) _marks;
    private DateTimeOffset _now;

    public override DateTimeOffset Now => _now;

    /// <summary>A command asked for something that only the store knows.</summary>
    public bool Missed { get; private set; }

    /// <summary>What must go as commands.</summary>
    public List<Sending> Commands { get; } = [];

    public World World => world;

    public BulkBatch Batch => new(_streams, [.. _claims.Select(c => (c.Key, c.Value))], _rows)
    {
        Spans = [.. _spans.SelectMany(t => t.Value.Select(s => (t.Key, s)))],
    };

    public bool IsKnown(StreamRef stream) => store.Existing.Contains(stream.Id);

    /// <summary>What the events of a stream that exists say; read for entries that are compared with it.</summary>
    public object? Stored(StreamRef stream) => store.Stored.GetValueOrDefault(stream.Id);

    public override TState? State<TState>(StreamRef stream)
        where TState : class
    {
        if (stream == _open) return (TState?)_state;
        var state = world.State(stream);
        Missed |= state is null;
        return (TState?)state;
    }

    public override Guid? Holder(Claim claim) =>
        _claims.TryGetValue(claim, out var holder) || store.Holders.TryGetValue(claim, out holder) ? holder : null;

    public override ImmutableArray<Span> Spans(Timeline timeline) => [.. store.Spans[timeline], .. _spans.GetValueOrDefault(timeline, [])];

    public override TRow? Row<TRow>(Guid key)
        where TRow : class
    {
        if (world.Row<TRow>(key) is { } row) return row;
        var elder = _elder?.Elder.Value == key ? _elder : world.Elder(key);
        Missed |= elder is null;
        // Of an elder who came in with this import there is no other row yet, such as that of an earlier stay.
        return elder as TRow;
    }

    public void Open(StreamRef stream)
    {
        (_open, _state, _facts, _times, _elder, _kept, Missed) = (stream, null, [], null, null, [], false);
        _openClaims.Clear();
        _openSpans.Clear();
        _marks = (_fates.Count, _errors.Count);
    }

    /// <summary>Null when accepted; then what follows belongs to the open stream.</summary>
    /// <param name="command">What to do.</param>
    /// <param name="now">The instant it is decided at.</param>
    /// <param name="at">Its facts' own time in the store; then all of the open stream's have one.</param>
    public Refusal? Try(ICommand command, DateTimeOffset now, DateTimeOffset? at = null)
    {
        _now = now;
        var outcome = command.Decide(this);
        if (outcome.Refusal is not null || Missed) return outcome.Refusal;
        foreach (var (stream, fact) in outcome.Facts)
        {
            if (stream != _open) throw new InvalidOperationException($"{command.GetType().Name} writes to a second stream.");
            if (at is { } time) Add(fact, time);
            else _facts.Add(fact);
            _state = stream.Type.Evolve(_state, fact);
        }

        foreach (var (claim, _) in outcome.Takes) Take(claim);
        foreach (var (timeline, from, holder) in outcome.Frees)
            if (_spans.TryGetValue(timeline, out var spans)) spans.RemoveAll(s => s.From == from && s.Holder == holder);
        foreach (var (timeline, span) in outcome.Holds) Hold(timeline, span);
        foreach (var row in outcome.Rows) Keep(row);
        return null;
    }

    /// <summary>To be done once the batch is in the store.</summary>
    public void Then(Action action) => _then.Add(action);

    /// <summary>A fact with its own time in the store; then all of the open stream's have one.</summary>
    public void Add(object fact, DateTimeOffset at)
    {
        _facts.Add(fact);
        (_times ??= []).Add(at);
    }

    public void Take(Claim claim)
    {
        _claims[claim] = _open.Id;
        _openClaims.Add(claim);
    }

    private void Hold(Timeline timeline, Span span)
    {
        if (span.From == span.Until) return;
        if (!_spans.TryGetValue(timeline, out var spans)) _spans[timeline] = spans = [];
        spans.Add(span);
        _openSpans.Add((timeline, span));
    }

    public void Mark(ImmutableArray<RowAt> rows, Fate fate)
    {
        foreach (var row in rows) Mark(row, fate);
    }

    public void Mark(RowAt row, Fate fate)
    {
        if (_fates.Count > _marks.Fates && _fates[^1].Row == row) _fates[^1] = (row, (Fate)Math.Max((int)_fates[^1].Fate, (int)fate));
        else _fates.Add((row, fate));
    }

    public void Refuse(Step step, Refusal refusal)
    {
        Mark(step.Rows, Fate.Refused);
        _errors.Add(new(step.Row, Columns.Of(refusal) ?? step.Column, refusal.Code, refusal.Message.En));
    }

    public void Refuse(RowAt row, string column, string code, string reason)
    {
        Mark(row, Fate.Refused);
        _errors.Add(new(row, column, code, reason));
    }

    /// <param name="at">The time of its events.</param>
    /// <param name="file">Where the events are counted.</param>
    public void Close(DateTimeOffset at, FileTally file)
    {
        if (_facts.Count == 0) return;
        _streams.Add(new(_open, _facts, at, _times));
        _events.Add((file, _facts.Count));
        if (_state is not null) _states.Add((_open, _state));
        if (_elder is not null) _rows.Add(_elder);
        _rows.AddRange(_kept);
    }

    /// <summary>As if it had never been opened.</summary>
    public void Discard()
    {
        foreach (var claim in _openClaims) _claims.Remove(claim);
        foreach (var (timeline, span) in _openSpans) _spans[timeline].Remove(span);
        _fates.RemoveRange(_marks.Fates, _fates.Count - _marks.Fates);
        _errors.RemoveRange(_marks.Errors, _errors.Count - _marks.Errors);
    }

    /// <summary>Once the batch is in the store: counts, reports, and remembers what later files need.</summary>
    public void Settle(ErrorLog errors)
    {
        foreach (var (row, fate) in _fates) row.File.Count(fate);
        foreach (var (row, column, code, reason) in _errors) errors.Add(row, column, code, reason);
        foreach (var (file, events) in _events) file.Events += events;
        foreach (var row in _rows)
        {
            if (row is ElderRecord elder) world.Remember(elder);
            else if (row is Meals.DishCard dish) world.Remember(dish.Dish.Value, dish);
            else if (row is EntitlementRecord entitled) world.Remember(entitled.Elder.Value, entitled);
        }

        foreach (var (stream, state) in _states)
            if (state is Meals.MealPoint or Meals.Kitchen or Beds.Homes.Home) world.Remember(stream, state);
        foreach (var action in _then) action();
    }

    /// <summary>Each decision on a person's entitlements leaves their one row anew.</summary>
    private void Keep(object row)
    {
        if (row is ElderRecord elder)
        {
            _elder = elder;
            return;
        }

        if (row is EntitlementRecord) _kept.RemoveAll(r => r is EntitlementRecord);
        _kept.Add(row);
    }

    private sealed record RowError(RowAt Row, string Column, string Code, string Reason);
}
