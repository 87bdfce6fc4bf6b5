using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Meals;
using Eldercare.People.Acting;
using Eldercare.People.Cards;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.Import.Tests;

/// <summary>A store in memory: both doors to it, as strict as the real ones.</summary>
internal sealed class MemoryStore(DateTimeOffset now) : IBulkAppender, ICommandWriter, IRowLookup
{
    private readonly Lock _lock = new();

    public Dictionary<Guid, (StreamType Type, List<object> Facts, object? State)> Streams { get; } = [];

    public Dictionary<Claim, Guid> Claims { get; } = [];

    public Dictionary<Guid, ElderRecord> Elders { get; } = [];

    /// <summary>What is kept beside the events of others than elders, and of elders beside their record.</summary>
    public Dictionary<RowRef, object> Rows { get; } = [];

    /// <summary>What came in whole streams, with its time in the store; facts that say the same share one.</summary>
    public Dictionary<object, DateTimeOffset> Times { get; } = [];

    public int Commands { get; private set; }

    public int Batches { get; private set; }

    public IEnumerable<object> Facts => Streams.Values.SelectMany(s => s.Facts);

    public Task<IReadOnlySet<Guid>> ExistingAsync(string city, IReadOnlyCollection<Guid> streams, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlySet<Guid>>(streams.Where(Streams.ContainsKey).ToHashSet());

    public Task<IReadOnlyDictionary<Claim, Guid>> HoldersAsync(
        string city, IReadOnlyCollection<Claim> claims, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<Claim, Guid>>(claims.Where(Claims.ContainsKey).ToDictionary(c => c, c => Claims[c]));

    public Dictionary<Timeline, List<Span>> Spans { get; } = [];

    public Task<ILookup<Timeline, Span>> SpansAsync(
        string city, IReadOnlyCollection<Timeline> timelines, CancellationToken cancellation) =>
        Task.FromResult(timelines.SelectMany(t => Spans.GetValueOrDefault(t, []).Select(s => (t, s))).ToLookup(s => s.t, s => s.s));

    public Task<IReadOnlyDictionary<Guid, object>> StatesAsync(
        string city, IReadOnlyCollection<StreamRef> streams, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<Guid, object>>(
            streams.Where(s => Streams.ContainsKey(s.Id)).ToDictionary(s => s.Id, s => Streams[s.Id].State!));

    public Task<IReadOnlyDictionary<RowRef, object>> FindAsync(
        string city, IReadOnlyCollection<RowRef> rows, CancellationToken cancellation)
    {
        var found = rows.Select(r => (r, Row: RowOf(r))).Where(r => r.Row is not null).ToDictionary(r => r.r, r => r.Row!);
        return Task.FromResult<IReadOnlyDictionary<RowRef, object>>(found);
    }

    public Task AppendAsync(string city, BulkBatch batch, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (batch.Streams.Any(s => Streams.ContainsKey(s.Stream.Id)) || batch.Claims.Any(c => Claims.ContainsKey(c.Claim))
                || batch.Spans.Any(h => Spans.GetValueOrDefault(h.Timeline, []).Exists(s => s.Overlaps(h.Span.From, h.Span.Until)))
                || batch.Streams.DistinctBy(s => s.Stream.Id).Count() < batch.Streams.Count)
                throw new BulkConflictException("Something of the batch exists already.");
            foreach (var added in batch.Streams)
            {
                Append(added.Stream, added.Facts);
                Assert.Equal(added.Facts.Count, added.Times?.Count ?? added.Facts.Count);
                for (var i = 0; i < added.Facts.Count; i++) Times[added.Facts[i]] = added.Times?[i] ?? added.At;
            }

            foreach (var (claim, holder) in batch.Claims) Claims.Add(claim, holder);
            foreach (var (timeline, span) in batch.Spans) Hold(timeline, span);
            foreach (var row in batch.Rows) Keep(row, isNew: true);
            Batches++;
        }

        return Task.CompletedTask;
    }

    public Task<Answer> ExecuteAsync(ICommand command, Envelope envelope, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Commands++;
            var outcome = command.Decide(new KnownStore(this, now));
            if (outcome.Refusal is not null) return Task.FromResult(new Answer(outcome.Refusal, 0, Replayed: false));
            foreach (var (stream, fact) in outcome.Facts) Append(stream, [fact]);
            foreach (var (claim, holder) in outcome.Takes) Claims.Add(claim, holder.Id);
            foreach (var (claim, _) in outcome.Releases) Claims.Remove(claim);
            foreach (var (timeline, from, holder) in outcome.Frees)
                Spans.GetValueOrDefault(timeline, []).RemoveAll(s => s.From == from && s.Holder == holder);
            foreach (var (timeline, span) in outcome.Holds) Hold(timeline, span);
            foreach (var row in outcome.Rows) Keep(row, isNew: false);
            return Task.FromResult(new Answer(null, outcome.Facts.Length, Replayed: false));
        }
    }

    /// <summary>As the real views have them once they came so far.</summary>
    private object? RowOf(RowRef row)
    {
        if (Rows.TryGetValue(row, out var kept)) return kept;
        if (row.Row == typeof(ElderRecord)) return Elders.GetValueOrDefault(row.Key);
        if (row.Row == typeof(RoomRow))
            return Streams.Values.Select(s => s.State).OfType<Home>().SelectMany(h => h.Rooms.Select(r => (h.Id, r.Key, Room: r.Value)))
                .Where(r => r.Key.Value == row.Key)
                .Select(r => new RoomRow(r.Key, r.Id, r.Room.Number, r.Room.GenderRule, r.Room.Building, r.Room.Floor)).SingleOrDefault();
        if (Streams.GetValueOrDefault(row.Key).State is Bed bed)
            return new BedBoard(
                bed.Id, bed.Home, "", bed.Room, "", bed.Number, bed.Kind, bed.GenderRule, bed.HighestCareLevel, BedState.Ready, null, null, null,
                null, 0, null, bed.Equipment, bed.Prices);
        return Streams.GetValueOrDefault(row.Key).Facts?[0] switch
        {
            HomeRegistered f => new HomeBoard(f.Home, f.Name, f.District, f.Address, f.Latitude, f.Longitude, f.Operator, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            MealPointOpened f => new MealPointBoard(f.Point, f.Name, f.District, f.Address, f.Latitude, f.Longitude, false, null, 0),
            _ => null,
        };
    }

    private void Keep(object row, bool isNew)
    {
        if (row is ElderRecord elder)
        {
            if (isNew) Elders.Add(elder.Elder.Value, elder);
            else Elders[elder.Elder.Value] = elder;
            return;
        }

        var key = row switch
        {
            EntitlementRecord r => r.Elder.Value,
            DinerProfile r => r.Elder.Value,
            ElderContacts r => r.Elder.Value,
            PointKitchen r => r.Point.Value,
            DishCard r => r.Dish.Value,
            ElderCard r => r.Card.Value,
            ElderConsents r => r.Elder.Value,
            ActingRecord r => r.Acting.Value,
            MenuMealRow r => NameBasedId.Of($"{r.Kitchen}:{r.Slot}"),
            _ => throw new InvalidOperationException($"Nobody asks for a {row.GetType().Name}."),
        };
        if (isNew) Rows.Add(new(row.GetType(), key), row);
        else Rows[new(row.GetType(), key)] = row;
    }

    private void Append(StreamRef stream, IReadOnlyList<object> facts)
    {
        var (_, all, state) = Streams.GetValueOrDefault(stream.Id, (stream.Type, [], null));
        foreach (var fact in facts) state = stream.Type.Evolve(state, fact);
        all.AddRange(facts);
        Streams[stream.Id] = (stream.Type, all, state);
    }

    private void Hold(Timeline timeline, Span span)
    {
        if (!Spans.TryGetValue(timeline, out var spans)) Spans[timeline] = spans = [];
        Assert.DoesNotContain(spans, s => s.Overlaps(span.From, span.Until));
        if (span.From != span.Until) spans.Add(span);
    }

    private sealed class KnownStore(MemoryStore store, DateTimeOffset now) : Known
    {
        public override DateTimeOffset Now => now;

        public override TState? State<TState>(StreamRef stream)
            where TState : class => (TState?)store.Streams.GetValueOrDefault(stream.Id).State;

        public override Guid? Holder(Claim claim) => store.Claims.TryGetValue(claim, out var holder) ? holder : null;

        public override ImmutableArray<Span> Spans(Timeline timeline) => [.. store.Spans.GetValueOrDefault(timeline, [])];

        public override TRow? Row<TRow>(Guid key)
            where TRow : class => store.RowOf(RowRef.To<TRow>(key)) as TRow;
    }
}
