using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using Eldercare.Store.Views;
using GraphQL;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.GraphQL;

/// <summary>Everything resolvers reach for: one for the host.</summary>
public sealed record ApiServices(
    ICommandWriter Writer, IViewProgress Progress, IStateReader States, IMealPointsReader MealPoints, IHomesReader Homes,
    IElderReader Elders, ICityReader City, IDeadLetters DeadLetters, Places Places, TimeProvider Clock, IOptions<ApiSettings> Options)
{
    public ApiSettings Settings { get; } = Options.Value;

    public string CityName => Settings.City;
}

/// <summary>One request: who asks, and what was loaded for it.</summary>
public sealed class RequestContext(ApiServices api, Caller caller, CancellationToken cancellation) : Dictionary<string, object?>
{
    private const int MostSingleReads = 10;
    private Loaders? _loaders;
    private int _singleReads;

    public ApiServices Api { get; } = api;

    public Caller Caller { get; } = caller;

    public CancellationToken Cancellation { get; } = cancellation;

    public Loaders Loaders => _loaders ?? Interlocked.CompareExchange(ref _loaders, new Loaders(Api, Cancellation), null) ?? _loaders;

    public Scopes ScopesFor(Role roles) => new(this, roles);

    /// <summary>A ledger or a guest list costs a read of its own: a list of things with all of theirs is not for this contract.</summary>
    /// <exception cref="ApiError">Too many in one request.</exception>
    public void CountSingleRead()
    {
        if (Interlocked.Increment(ref _singleReads) > MostSingleReads)
            throw ApiError.Limit($"A request reads at most {MostSingleReads} ledgers and guest lists.");
    }
}

public static class RequestContexts
{
    public static RequestContext Request(this IResolveFieldContext context) => (RequestContext)context.UserContext;
}
