using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.KitchenSheets;
using Eldercare.Api.SignIn;
using Eldercare.City.Charges;
using Eldercare.City.Deliveries;
using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.People.FileReads;
using Eldercare.City.Webhooks;
using Eldercare.Store.Views;
using GraphQL;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.GraphQL;

/// <summary>Everything resolvers reach for: one for the host.</summary>
public sealed record ApiServices(
    ICommandWriter Writer,
    IViewProgress Progress,
    IStateReader States,
    IMealPointsReader MealPoints,
    IHomesReader Homes,
    IHomeRegisterReader HomeRegister,
    ICensusReader Census,
    IStayChargesReader StayCharges,
    IBedFiguresReader BedFigures,
    IMatchingReader Matching,
    IQueueReader Queue,
    IElderReader Elders,
    IPeopleSearch People,
    IPeopleReader PeopleFiles,
    ICheckInReader CheckIns,
    ISettlementsReader Settlements,
    ICityReader City,
    IDeadLetters DeadLetters,
    IMessagesReader Messages,
    IDeliveriesReader Deliveries,
    DeliveryPlanner DeliveryPlanner,
    IKitchenReader Kitchens,
    IStandingOrdersReader Orders,
    IDisplacedReader Displaced,
    IAccountsReader Accounts,
    WebhookDesk Webhooks,
    Places Places,
    CardKey Cards,
    SheetLinks SheetLinks,
    DoorLookups DoorLookups,
    IFileReads FileReads,
    IAuditReader Audit,
    TimeProvider Clock,
    IOptions<ApiSettings> Options)
{
    public ApiSettings Settings { get; } = Options.Value;

    public string CityName => Settings.City;

    /// <summary>Writes down who read of whose file, for all requests together.</summary>
    public SharedRead<FileRead, bool> Recorded { get; } = new(async (reads, ct) =>
    {
        await FileReads.RecordAsync(Options.Value.City, reads, ct);
        return static _ => true;
    });

    public SharedReads Shared { get; } = new(MealPoints, Homes, HomeRegister, Elders, CheckIns, PeopleFiles, Kitchens, Orders, Displaced, Deliveries, Messages, DeadLetters, States, Progress, Options.Value.City, Options.Value.KeepRows, Clock);
}

/// <summary>One request: who asks, and what was loaded for it.</summary>
public sealed class RequestContext(ApiServices api, Caller caller, CancellationToken cancellation) : Dictionary<string, object?>
{
    private const long LastOfAll = long.MaxValue;
    private Loaders? _loaders;
    private FileReadings? _readings;
    private int _singleReads;
    private long _changed;
    private long _written;

    public ApiServices Api { get; } = api;

    public Caller Caller { get; } = caller;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Where this host is for the client: scheme and authority, none for a request that answers with no links.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The language of messages.</summary>
    public Language Language { get; init; } = Language.English;

    /// <summary>Through which door it came.</summary>
    public FileDoor Door { get; init; } = FileDoor.GraphQL;

    /// <summary>What it reads of people's files.</summary>
    public FileReadings Readings => _readings ?? Interlocked.CompareExchange(ref _readings, new FileReadings(this), null) ?? _readings;

    public Loaders Loaders => _loaders ?? Interlocked.CompareExchange(ref _loaders, new Loaders(this), null) ?? _loaders;

    /// <summary>A command of this request was answered: what is loaded from now on shows what it changed.</summary>
    public void Changed(Answer answer)
    {
        // A repetition no longer knows its event; whatever stands in the store by now is late enough.
        var sequence = answer is { Sequence: 0, Replayed: true } ? LastOfAll : answer.Sequence;
        if (sequence == 0) return;
        _changed = Math.Max(_changed, sequence);
        _written = Math.Max(_written, sequence);
        _loaders?.Forget();
    }

    /// <summary>Waits, not for ever, until the views show what this request has changed. Only those who load from them wait.</summary>
    public async ValueTask SeenAsync()
    {
        var changed = Interlocked.Read(ref _changed);
        if (changed == 0) return;
        var until = changed < LastOfAll ? changed : (await Api.Progress.CurrentAsync(Cancellation)).Last;
        await Api.Progress.WaitFor(until, Api.Settings.ViewWait, Cancellation);
        Interlocked.CompareExchange(ref _changed, 0, changed);
    }

    /// <summary>The number of the last event this request wrote or repeats; 0 for none.</summary>
    public async ValueTask<long> WrittenAsync() =>
        Interlocked.Read(ref _written) is var written && written < LastOfAll ? written : (await Api.Progress.CurrentAsync(Cancellation)).Last;

    public Scopes ScopesFor(Role roles) => new(this, roles);

    /// <summary>Counts a read that is for one field alone.</summary>
    /// <returns>Which one of this request it is.</returns>
    public int CountSingleRead() => Interlocked.Increment(ref _singleReads);
}

public static class RequestContexts
{
    public static RequestContext Request(this IResolveFieldContext context) => (RequestContext)context.UserContext;
}
