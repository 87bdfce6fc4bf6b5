using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>Where points, homes and beds are. None ever moves, so what was read once is kept.</summary>
public sealed class Places(IStateReader states, IOptions<ApiSettings> settings)
{
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<Guid, string> _districts = new();
    private readonly ConcurrentDictionary<Guid, Guid> _homes = new();

    /// <summary>The point's district code, or null when there is no such point.</summary>
    public ValueTask<string?> DistrictOfAsync(MealPointId point, CancellationToken cancellation) =>
        DistrictAsync<MealPoint>(point.Value, MealPoint.Stream.At(point.Value), static p => p.District, cancellation);

    /// <summary>The home's district code, or null when there is no such home.</summary>
    public ValueTask<string?> DistrictOfAsync(HomeId home, CancellationToken cancellation) =>
        DistrictAsync<Home>(home.Value, Home.Stream.At(home.Value), static h => h.District, cancellation);

    /// <summary>The home the bed stands in, or null when there is no such bed.</summary>
    public async ValueTask<HomeId?> HomeOfAsync(BedId bed, CancellationToken cancellation)
    {
        if (_homes.TryGetValue(bed.Value, out var home)) return new HomeId(home);
        if (await states.ReadAsync<Bed>(settings.Value.City, Bed.Stream.At(bed.Value), cancellation) is not { } state) return null;
        if (_homes.Count >= MostRemembered) _homes.Clear();
        _homes[bed.Value] = state.Home.Value;
        return state.Home;
    }

    private async ValueTask<string?> DistrictAsync<TState>(
        Guid id, StreamRef stream, Func<TState, string> district, CancellationToken cancellation)
        where TState : class
    {
        if (_districts.TryGetValue(id, out var known)) return known;
        if (await states.ReadAsync<TState>(settings.Value.City, stream, cancellation) is not { } state) return null;
        if (_districts.Count >= MostRemembered) _districts.Clear();
        return _districts[id] = district(state);
    }
}
