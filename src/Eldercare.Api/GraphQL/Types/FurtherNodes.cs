using System.Collections.Frozen;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.SignIn;
using Eldercare.City.Messages;
using Eldercare.People.Acting;
using GraphQL.DataLoader;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Nodes that are found in lists of something else: who may read such a list may read what stands in it by its id.</summary>
internal static class FurtherNodes
{
    private static readonly FrozenDictionary<string, Func<RequestContext, Guid, IDataLoaderResult>> s_kinds =
        new Dictionary<string, Func<RequestContext, Guid, IDataLoaderResult>>
        {
            ["Dish"] = (r, id) => r.Loaders.Dishes.Load(new(id)),
            ["Kitchen"] = (r, id) => r.Loaders.Kitchens.Load(new(id)).Then(
                found => FoundAsync(r, KitchenQueries.OfKitchen, found, (s, kitchen) => s.Kitchen(kitchen.Id))),
            ["FoodSample"] = (r, id) => r.Loaders.FoodSamples.Load(new(id)).Then(
                found => FoundAsync(r, KitchenQueries.OfKitchen, found, (s, sample) => s.CookedFor(sample.Point))),
            ["DeliveryRun"] = (r, id) => r.Loaders.DeliveryRuns.Load(new(id)).Then(
                found => FoundAsync(r, DeliveryQueries.Readers, found, (s, run) => s.Point(run.Run.Point))),
            ["WelfareAlert"] = (r, id) => r.Loaders.WelfareAlerts.Load(new(id)).Then(
                found => FoundAsync(r, DeliveryQueries.Readers, found, async (s, alert) => s.District(alert.District) || await s.Point(alert.Point))),
            ["Room"] = (r, id) => r.Loaders.Rooms.Load(new(id)).Then(
                found => FoundAsync(r, Reach.OfHome, found, (s, room) => s.Home(room.Home))),
            ["Message"] = (r, id) => r.Loaders.Messages.Load(new(id)).Then(
                found => FoundAsync(r, ReadersOf(found), found, (s, message) => s.Elder(message.Elder))),
            ["Card"] = (r, id) => r.Loaders.Cards.Load(new(id)).Then(
                found => FoundAsync(r, Reach.OfPersonalData, found?.RevokedAt is null ? found : null, (s, card) => s.Elder(card.Elder))),
            ["ActingRight"] = (r, id) => r.Loaders.ActingRights.Load(new ActingId(id)).Then(
                found => FoundAsync(r, Reach.OfPersonalData, found, (s, right) => s.Elder(right.Elder))),
            ["DeadLetter"] = (r, id) => r.Loaders.DeadLetters.Load(id).Then(
                found => FoundAsync(r, Role.CityOffice | Role.Auditor, found, (s, _) => ValueTask.FromResult(s.Everywhere))),
        }.ToFrozenDictionary();

    public static IEnumerable<string> Kinds => s_kinds.Keys;

    public static IDataLoaderResult? Load(RequestContext request, string kind, Guid id) => s_kinds.GetValueOrDefault(kind)?.Invoke(request, id);

    /// <summary>What is on a worklist is for the auditor too.</summary>
    private static Role ReadersOf(Message? message) =>
        message is { State: MessageState.Dead } or { State: MessageState.Dropped, Reason: MessageReasons.TooLate }
            ? Reach.OfPersonalData | Role.Auditor
            : Reach.OfPersonalData;

    private static async ValueTask<object?> FoundAsync<T>(RequestContext request, Role roles, T? found, Func<Scopes, T, ValueTask<bool>> inScope)
        where T : class
    {
        if (request.Caller.IsAnonymous) throw ApiError.Unauthenticated();
        var scopes = request.ScopesFor(roles);
        // As in Nodes: unknown and out of reach look alike but to those who may look everywhere.
        if (found is null) return scopes.Everywhere ? null : throw ApiError.Forbidden(request.Caller, roles);
        return await inScope(scopes, found) ? found : throw ApiError.Forbidden(request.Caller, roles);
    }
}
