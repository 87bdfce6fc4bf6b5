using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.City;
using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Cards;
using Eldercare.People.Elders;
using Eldercare.People.Search;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Api.Tests;

/// <summary>A small city in memory: two points, two homes, two elders of different districts. Counts what is read.</summary>
public sealed class FakeCity
    : ICommandWriter,
        IViewProgress,
        IStateReader,
        IMealPointsReader,
        IHomesReader,
        IElderReader,
        IPeopleSearch,
        ICheckInReader,
        ICityReader,
        IDeadLetters,
        IMessagesReader,
        IDeliveriesReader,
        IStandingOrdersReader,
        IDisplacedReader,
        ISettlementsReader
{
    public const string Here = "321102", There = "321111";

    public static readonly MealPointId PointA = new(Id(1)), PointB = new(Id(2));
    public static readonly HomeId HomeA = new(Id(11)), HomeB = new(Id(12));
    public static readonly BedId BedA = new(Id(21)), BedB = new(Id(22));
    public static readonly ElderId Anna = new(Id(31)), Bruno = new(Id(32));
    public static readonly ApplicationId Application = new(Id(41));
    public static readonly StandingOrderId Order = new(Id(61));
    public static readonly DateOnly Day = new(2026, 3, 2);
    public static readonly SittingId Lunch = SittingId.Of(PointA, Day, Meal.Lunch);
    public static readonly WelfareAlertId Alert = WelfareAlertId.Of(DeliveryRunId.Of(Lunch, 1), Anna);
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    private int _reads;
    private TaskCompletionSource? _hanging;

    /// <summary>Commands that arrived, with their envelopes.</summary>
    public List<(ICommand Command, Envelope Envelope)> Commands { get; } = [];

    /// <summary>What the writer answers; accepted when null.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>The writer has answered this key before.</summary>
    public bool Replays { get; set; }

    /// <summary>Thrown by writer and readers, when set.</summary>
    public Exception? Fault { get; set; }

    public int Reads => _reads;

    public int Waits { get; private set; }

    public void Reset()
    {
        Commands.Clear();
        (Refusal, Fault, Hangs, Replays, _reads, Waits) = (null, null, false, false, 0, 0);
    }

    public static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    /// <summary>The writer and the readers give no answer; those of shared reads, which nobody's time ends, when it is over.</summary>
    public bool Hangs
    {
        get => _hanging is not null;
        set
        {
            _hanging?.TrySetResult();
            _hanging = value ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        }
    }

    public async Task<Answer> ExecuteAsync(ICommand command, Envelope envelope, CancellationToken cancellation)
    {
        if (_hanging is { } hanging) await hanging.Task.WaitAsync(cancellation);
        if (Fault is not null) throw Fault;
        lock (Commands) Commands.Add((command, envelope));
        object? state = command is SittingCommand { SittingId: var id } && id == Lunch ? LunchWithAnna() : null;
        return new Answer(Refusal, Refusal is null && !Replays ? 7 : 0, Replays, state);
    }

    public ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default)
    {
        Waits++;
        return ValueTask.FromResult(true);
    }

    public Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default) => Task.FromResult((7L, 7L));

    public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
        where TState : class
    {
        object? state = stream.Id switch
        {
            var id when id == PointA.Value => Point(PointA, Here),
            var id when id == PointB.Value => Point(PointB, There),
            var id when id == HomeA.Value => new Home(HomeA, Here, ImmutableDictionary<RoomId, Room>.Empty),
            var id when id == HomeB.Value => new Home(HomeB, There, ImmutableDictionary<RoomId, Room>.Empty),
            var id when id == BedA.Value => State(BedA, HomeA),
            var id when id == BedB.Value => State(BedB, HomeB),
            var id when id == FakeKitchens.KitchenA.Value => FakeKitchens.Kitchen(FakeKitchens.KitchenA),
            var id when id == FakeKitchens.KitchenB.Value => FakeKitchens.Kitchen(FakeKitchens.KitchenB),
            var id when id == FakeKitchens.DishA.Value => FakeKitchens.Dish(FakeKitchens.DishA),
            var id when id == FakeKitchens.DishB.Value => FakeKitchens.Dish(FakeKitchens.DishB),
            var id when id == FakeKitchens.SheetOfLunch.Value => FakeKitchens.Sheet(),
            var id when id == Application.Value => new Application(Application, Anna, BedKind.Nursing, ApplicationState.Offered, BedA, Noon),
            var id when id == Lunch.Value => LunchWithAnna(),
            var id when id == MealAccount.At(Anna, Day).Id => AccountOfAnna(),
            var id when id == PolicyBook.At.Id => PolicyBook.Empty.With(PolicyDocument.Parse(PolicyDocument.Shipped["zhenjiang-2025"])),
            var id when id == Anna.Value => new Elder(Anna, Here, Gender.Female, 194001, CareLevel.Mild, null)
            {
                Assessment = new(Anna, CareLevel.Mild, "GB/T 42195-2022", Day, Day.AddYears(1), "ZJ-0042"),
            },
            var id when id == Alert.Value => new WelfareAlert(Alert, Anna, PointA, Noon.AddHours(1), Escalated: false, Finding: null),
            var id when id == StandingOrderId.StreamOf(Anna) => StandingOrders.Fold(null, Placed()),
            _ => null,
        };
        return Task.FromResult((TState?)state);

        static MealPoint Point(MealPointId id, string district) => new(id, "Point", district, "Street 1", 32, 119, [], null);
        static Bed State(BedId id, HomeId home) => new(
            id, home, new(Id(91)), "1", BedKind.Nursing, GenderRule.Mixed, CareLevel.Total, BedState.Ready, null, null, null);
    }

    public Task<Page<ElderRecord>> FindAsync(
        string city, SearchTerm term, string? district, Slice<Guid> slice, CancellationToken cancellation) => Read(new Page<ElderRecord>(
            [.. new[] { Record(Anna), Record(Bruno) }.Where(e => district is null || e.District == district)], HasMore: false));

    public Task<Page<MealPointBoard>> PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<MealPointBoard>([Board(PointA, Here), Board(PointB, There)], HasMore: true));

    public Task<ImmutableArray<NearPoint>> NearestAsync(
        string city, double latitude, double longitude, DateOnly date, Meal meal, DateTimeOffset now, int first, CancellationToken cancellation) =>
        Read<ImmutableArray<NearPoint>>([new(Board(PointA, Here), Sitting_(PointA, date), 12.4)]);

    public Task<IReadOnlyDictionary<MealPointId, MealPointBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<MealPointId> points, CancellationToken cancellation) =>
        Rows(points, [PointA, PointB], id => Board(id, id == PointA ? Here : There));

    public Task<ILookup<PointDate, SittingBoard>> SittingsOfAsync(
        string city, IReadOnlyCollection<PointDate> days, CancellationToken cancellation) =>
        Read(days.ToLookup(d => d, d => Sitting_(d.Point, d.Date)));

    public Task<IReadOnlyDictionary<SittingId, SittingBoard>> SittingsByIdsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, CancellationToken cancellation) =>
        Rows(sittings, [Lunch], _ => Sitting_(PointA, Day));

    public Task<ILookup<MealPointId, MealPointClosedDay>> ClosedDaysAsync(
        string city, IReadOnlyCollection<MealPointId> points, DateOnly from, CancellationToken cancellation) =>
        Read(points.ToLookup(p => p, p => new MealPointClosedDay(p, Day, [], "Holiday")));

    public Task<Page<HomeVacancies>> WithVacanciesAsync(
        string city, BedKind? kind, CareLevel? careLevel, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<HomeVacancies>([new(Home_(HomeA), 3), new(Home_(HomeB), 1)], HasMore: false));

    public Task<IReadOnlyDictionary<HomeId, HomeBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation) => Rows(homes, [HomeA, HomeB], Home_);

    public Task<Page<BedBoard>> BedsOfAsync(string city, HomeId home, BedState? state, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<BedBoard>([home == HomeA ? Bed_(BedA) : Bed_(BedB)], HasMore: false));

    public Task<IReadOnlyDictionary<BedId, BedBoard>> BedsByIdsAsync(
        string city, IReadOnlyCollection<BedId> beds, CancellationToken cancellation) => Rows(beds, [BedA, BedB], Bed_);

    public Task<ILookup<HomeId, BedCount>> BedCountsAsync(string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation) =>
        Read(homes.Select(h => new BedCount(h, BedKind.Nursing, BedState.Ready, 3)).ToLookup(c => c.Home));

    public Task<Page<QueueEntry>> QueueAsync(string city, BedKind? kind, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<QueueEntry>([Entry(Application, Anna), Entry(new(Id(42)), Bruno)], HasMore: false));

    public Task<IReadOnlyDictionary<ApplicationId, QueueEntry>> ApplicationsByIdsAsync(
        string city, IReadOnlyCollection<ApplicationId> applications, CancellationToken cancellation) =>
        Rows(applications, [Application], id => Entry(id, Anna));

    public Task<ILookup<ElderId, QueueEntry>> ApplicationsOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Read(elders.Where(e => e == Anna).Select(e => Entry(Application, e)).ToLookup(e => e.Elder));

    public Task<IReadOnlyDictionary<ElderId, ElderRecord>> ByIdsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) => Rows(elders, [Anna, Bruno], Record);

    public Task<Page<LedgerEntry>> LedgerAsync(string city, ElderId elder, Slice<long> slice, CancellationToken cancellation) =>
        Read(new Page<LedgerEntry>([new(elder, 5, nameof(MealServed), Noon, Lunch.Value, "DineIn")], HasMore: false));

    public Task<ILookup<ElderId, SittingBoard>> BookingsAsync(
        string city, IReadOnlyCollection<ElderId> elders, DateOnly from, CancellationToken cancellation) =>
        Read(elders.ToLookup(e => e, _ => Sitting_(PointA, Day)));

    public Task<ILookup<ElderId, WaitingPlace>> WaitingAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Read(elders.Where(e => e == Bruno).Select(WaitingAt).ToLookup(w => w.Entry.Elder));

    public Task<ILookup<SittingId, WaitingPlace>> WaitingListsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, CancellationToken cancellation) =>
        Read(sittings.Where(s => s == Lunch).Select(_ => WaitingAt(Bruno)).ToLookup(w => w.Entry.Sitting));

    public Task<IReadOnlyDictionary<CardId, ElderCard>> CardsByIdsAsync(
        string city, IReadOnlyCollection<CardId> cards, CancellationToken cancellation) =>
        Read<IReadOnlyDictionary<CardId, ElderCard>>(
            cards.Where(c => c == TestApi.Cards.IdOf("text")).ToDictionary(c => c, c => new ElderCard(c, Anna, Noon)));

    public Task<ILookup<ElderId, ElderCard>> CardsAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Read(elders.Where(e => e == Anna).Select(e => new ElderCard(TestApi.Cards.IdOf("text"), e, Noon)).ToLookup(c => c.Elder));

    public Task<IReadOnlySet<ElderId>> NamedAsync(
        string city, IReadOnlyCollection<ElderId> elders, string text, CancellationToken cancellation) =>
        Read<IReadOnlySet<ElderId>>(elders.Where(e => e == Anna).ToHashSet());

    public Task<Page<FoundConflict>> ConflictsAsync(
        string city, MealPointId? point, string? district, bool settled, Slice<long> slice, CancellationToken cancellation) =>
        Read(new Page<FoundConflict>(
            [new(new(Lunch, Anna, SittingId.Of(PointB, Day, Meal.Lunch), Noon, "tablet", 3, null, null, null, 7, Noon), Noon)], HasMore: false));

    public Task<PortionConflict?> ConflictAsync(string city, SittingId sitting, ElderId elder, CancellationToken cancellation) =>
        Read<PortionConflict?>(null);

    private static WaitingPlace WaitingAt(ElderId elder) => new(new(Lunch, elder, Channel.DineIn, 5, Noon, null, null), 0);

    public Task<IReadOnlyDictionary<ElderId, BedId>> BedsOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Rows(elders, [Anna, Bruno], id => id == Anna ? BedA : BedB);

    public Task<ILookup<ElderId, HomeId>> HomesOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Read(elders.ToLookup(e => e, e => e == Anna ? HomeA : HomeB));

    public Task<CityFigures> FiguresAsync(string city, DateOnly today, CancellationToken cancellation) =>
        Read(new CityFigures(today, 732_000, 533_000, 100_000, 420, 28, 1_000_000, 1_100_000, 5, 4, 3, 180, 20_000, 15_000, 12_200, 17_200)
        {
            BedsPerThousandReported = ReportedFigures.BedsPerThousand("zhenjiang"),
        }).WaitAsync(cancellation);

    public Task<ImmutableArray<DistrictDay>> DistrictDaysAsync(
        string city, string district, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        Read<ImmutableArray<DistrictDay>>([new(district, from, 3, 150, 90, 80, 2, 4, 1)]);

    public Task<SettlementBoard?> FindAsync(string city, MealPointId point, YearMonth month, CancellationToken cancellation) =>
        Read<SettlementBoard?>(Settlement_(point));

    public Task<Page<SettlementBoard>> SettlementsAsync(
        string city, YearMonth month, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<SettlementBoard>([Settlement_(PointA)], HasMore: false));

    public Task<IReadOnlyList<(SettlementBoard Settlement, string Point)>> OfMonthAsync(
        string city, YearMonth month, string? district, CancellationToken cancellation) =>
        Read<IReadOnlyList<(SettlementBoard Settlement, string Point)>>([(Settlement_(PointA), "=Point, \"A\"")]);

    public Task<IReadOnlyDictionary<StandingOrderId, StandingOrderBoard>> ByIdsAsync(
        string city, IReadOnlyCollection<StandingOrderId> orders, CancellationToken cancellation) => Rows(orders, [Order], _ => OrderOf(Anna));

    public Task<ILookup<ElderId, StandingOrderBoard>> OfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) => Read(elders.ToLookup(e => e, OrderOf));

    public Task<ILookup<StandingOrderId, StandingOrderMiss>> MissesOfAsync(
        string city, IReadOnlyCollection<StandingOrderId> orders, DateOnly from, CancellationToken cancellation) =>
        Read(orders.ToLookup(o => o, _ => Miss()));

    public Task<Page<StandingOrderMiss>> MissesAsync(
        string city, MealPointId? point, string? district, DateOnly from, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<StandingOrderMiss>([Miss()], HasMore: false));

    public Task<Page<DisplacedBooking>> PageAsync(
        string city, MealPointId? point, string? district, DateOnly from, bool settled, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<DisplacedBooking>(
            [
                new(
                    Id(64), Lunch, Anna, PointA, Here, Day, Meal.Lunch, DisplacedBy.Suspended, Noon.AddHours(-2), Noon, DisplacedState.Open,
                    null, null, null),
            ], HasMore: false));

    public Task<ILookup<SittingId, NearPoint>> ProposalsAsync(
        string city, IReadOnlyCollection<SittingId> sittings, DateTimeOffset now, CancellationToken cancellation) =>
        Read(sittings.ToLookup(s => s, _ => new NearPoint(Board(PointB, There), Sitting_(PointB, Day), 900)));

    public Task<long> CountAsync(CancellationToken cancellation) => Read(1L);

    public Task<Page<DeadLetter>> PageAsync(Slice<Guid> slice, CancellationToken cancellation) => Read(new Page<DeadLetter>(
        [new(Id(51), "ElderDied", "REACTION_REFUSED", "Reaction death: EndApplication was refused with APPLICATION_UNKNOWN.", Noon, Replayable: false)],
        HasMore: false));

    public Task<ImmutableArray<RunWithStops>> RunsAsync(
        string city, MealPointId point, DateOnly date, Meal? meal, CancellationToken cancellation) =>
        Read<ImmutableArray<RunWithStops>>([new(
            new(DeliveryRunId.Of(Lunch, 1), Lunch, point, date, Meal.Lunch, 1, "D-7", Noon, 1, 0, 1, 0),
            [new(Lunch, Anna, DeliveryRunId.Of(Lunch, 1), 1, Noon, Noon.AddMinutes(30), StopState.NotAtHome, Noon, Cancelled: false)])]);

    public Task<Page<WelfareAlertRow>> AlertsAsync(
        string city, MealPointId? point, string? district, bool? open, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<WelfareAlertRow>([AlertRow()], HasMore: false));

    public Task<WelfareAlertRow?> AlertAsync(string city, WelfareAlertId alert, CancellationToken cancellation) =>
        Read(alert == Alert ? AlertRow() : null);

    private static WelfareAlertRow AlertRow() => new(
        Alert, Anna, DeliveryRunId.Of(Lunch, 1), PointA, Here, Noon, Noon.AddHours(1), null, Open: true, null, null, null, null);

    public Task<Page<Message>> OfElderAsync(string city, ElderId elder, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<Message>([Letter(elder, MessageState.Sent)], HasMore: false));

    public Task<Page<Message>> DeadAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<Message>([Letter(Anna, MessageState.Dead)], HasMore: false));

    public Task<Message?> ByIdAsync(string city, MessageId message, CancellationToken cancellation) =>
        Read(message == Letter(Anna, MessageState.Dead).Id ? Letter(Anna, MessageState.Dead) : null);

    private static Message Letter(ElderId elder, MessageState state) => new(
        new(Id(61)), elder, MessageKind.MealBooked, Language.Chinese, new() { Sitting = Lunch, Channel = Channel.DineIn }, Noon, Noon, state, 3,
        state == MessageState.Dead ? "HTTP_503" : null, state == MessageState.Dead ? null : Noon);

    private async Task<T> Read<T>(T value)
    {
        Interlocked.Increment(ref _reads);
        if (_hanging is { } hanging) await hanging.Task;
        return Fault is null ? value : throw Fault;
    }

    private Task<IReadOnlyDictionary<TKey, TRow>> Rows<TKey, TRow>(IReadOnlyCollection<TKey> asked, TKey[] known, Func<TKey, TRow> row)
        where TKey : notnull => Read<IReadOnlyDictionary<TKey, TRow>>(asked.Intersect(known).ToDictionary(k => k, row));

    private static MealPointBoard Board(MealPointId id, string district) => new(id, "Point", district, "Street 1", 32, 119, false, null, 1);

    private static SittingBoard Sitting_(MealPointId point, DateOnly date) => new(
        SittingId.Of(point, date, Meal.Lunch), point, point == PointA ? Here : There, date, Meal.Lunch, 50, 20, 3, 1, 5, 2, 4,
        Noon.AddHours(-2), Noon.AddHours(-1), Noon, 1, 1, false, 1);

    private static SettlementBoard Settlement_(MealPointId point) => new(
        SettlementId.Of(point, new(202602)), point, point == PointA ? Here : There, 202602,
        [
            new("city-finance", Forgone: false, 202601, -1, new(-300)), new("city-finance", Forgone: false, 202602, 10, new(3_000)),
            new("canteen", Forgone: true, 202602, 1, new(80)), new(Funder.Elder, Forgone: false, 202602, 11, new(2_200)),
        ],
        Frozen: true, "clerk-7", Noon, 1);

    private static MealAccount AccountOfAnna() => new(Anna,
    [
        new(Lunch, PointA, Here, Day, Meal.Lunch, Channel.DineIn, new(
            new(800), new(0),
            [
                new("zhenjiang-meals", 1, "hardship-eight-yuan-meal", "city-finance", new(300)),
                new("zhenjiang-meals", 1, "hardship-eight-yuan-meal", "charity-federation", new(300)),
            ],
            new(200), [new("zhenjiang-meals", 1)], [])),
    ]);

    private static HomeBoard Home_(HomeId id) => new(
        id, "Home", id == HomeA ? Here : There, "Street 2", 32, 119, OperatorKind.Social, 100, 3, 2, 1, 90, 1, 2, 1, 1);

    private static BedBoard Bed_(BedId id) => new(
        id, id == BedA ? HomeA : HomeB, id == BedA ? Here : There, new(Id(91)), "101", "1", BedKind.Nursing, GenderRule.Mixed,
        CareLevel.Total, BedState.Occupied, id == BedA ? Anna : Bruno, null, null, Day, 1);

    private static QueueEntry Entry(ApplicationId id, ElderId elder) => new(
        id, elder, Lane.Everyone, BedKind.Nursing, Noon, ApplicationState.Offered, elder == Anna ? BedA : null, null);

    private static ElderRecord Record(ElderId id) => new(
        id, "Name", "identity-secret", "phone-secret", "address-secret", id == Anna ? Here : There, new(1940, 1, 1), Gender.Female,
        CareLevel.Mild, null);

    private static StandingOrderPlaced Placed() =>
        new(Anna, Order, [new(PointA, [DayOfWeek.Monday], Meal.Lunch, Channel.DineIn)], Day, null);

    private static StandingOrderBoard OrderOf(ElderId elder) => StandingOrderBoard.Of(elder, StandingOrder.Fold(null, Placed()));

    private static StandingOrderMiss Miss() => new(Id(62), Order, Anna, PointA, Here, Day, Meal.Lunch, "SITTING_FULL", Noon, null, null);

    private static Sitting? LunchWithAnna() => Sitting.Fold(
        Sitting.Fold(null, new SittingOpened(Lunch, PointA, Here, Day, Meal.Lunch, 50, 5, Noon.AddHours(-2), Noon.AddHours(-1), Noon)),
        new MealBooked(Lunch, Anna, Channel.DineIn));
}
