using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.SignIn;
using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.City.Webhooks;
using Eldercare.People.Accounts;
using Eldercare.People.Acting;
using Eldercare.People.FileReads;
using GraphQL.DataLoader;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Nodes that are found in lists of something else: who may read such a list may read what stands in it by its id.</summary>
internal static class FurtherNodes
{
    public static IEnumerable<NodeKind> All =>
    [
        new("Dish", new(Roles.All, Open: true), (r, id) => r.Loaders.Dishes.Load(new(id))),
        Of<Kitchen>("Kitchen", KitchenQueries.OfKitchen, (r, id) => r.Loaders.Kitchens.Load(new(id)), (s, kitchen) => s.Kitchen(kitchen.Id)),
        Of<FoodSampleRow>("FoodSample", KitchenQueries.OfKitchen, (r, id) => r.Loaders.FoodSamples.Load(new(id)), (s, sample) => s.CookedFor(sample.Point)),
        Of<RunWithStops>("DeliveryRun", DeliveryQueries.Readers, (r, id) => r.Loaders.DeliveryRuns.Load(new(id)), (s, run) => s.Point(run.Run.Point)),
        Of<WelfareAlertRow>("WelfareAlert", DeliveryQueries.Readers, (r, id) => r.Loaders.WelfareAlerts.Load(new(id)),
            async (s, alert) => s.District(alert.District) || await s.Point(alert.Point)),
        Of<RoomRow>("Room", Reach.OfHome, (r, id) => r.Loaders.Rooms.Load(new(id)), (s, room) => s.Home(room.Home)),
        Of<Message>("Message", Reach.OfPersonalData, (r, id) => r.Loaders.Messages.Load(new(id)), (s, message) => s.Elder(message.Elder),
            message => (message.Elder, FilePart.Messages), ReadersOf),
        Of<ElderCard>("Card", Reach.OfPersonalData, (r, id) => r.Loaders.Cards.Load(new(id)).Then(card => card?.RevokedAt is null ? card : null), (s, card) => s.Elder(card.Elder),
            card => (card.Elder, FilePart.PersonalData)),
        Of<ActingRecord>("ActingRight", Reach.OfPersonalData, (r, id) => r.Loaders.ActingRights.Load(new ActingId(id)), (s, right) => s.Elder(right.Elder),
            right => (right.Elder, FilePart.Contacts)),
        Of<DeadLetter>("DeadLetter", Role.CityOffice | Role.Auditor, (r, id) => r.Loaders.DeadLetters.Load(id), (s, _) => ValueTask.FromResult(s.Everywhere)),
        Of<AccountRecord>("Account", Reach.Offices, (r, id) => Reading(() => r.Api.Accounts.FindAsync(r.Api.CityName, new AccountId(id), r.Cancellation)),
            (s, account) => ValueTask.FromResult(s.District(account.District))),
        Of<WebhookBoard>("Webhook", WebhookQueries.Readers, (r, id) => Reading(() => r.Api.Webhooks.Reader.FindAsync(r.Api.CityName, new WebhookId(id), r.Cancellation)),
            (s, webhook) => ValueTask.FromResult(s.Webhooks(webhook.Webhook.District))),
        Of<WebhookDelivery>(
            "WebhookDelivery", WebhookQueries.Readers,
            (r, id) => Reading(() => r.Api.Webhooks.Reader.DeliveryAsync(r.Api.CityName, new WebhookDeliveryId(id), r.Cancellation)),
            async (r, s, delivery) => s.Everywhere
                || s.Webhooks((await r.Api.Webhooks.Reader.FindAsync(r.Api.CityName, delivery.Webhook, r.Cancellation))?.Webhook.District)),
    ];

    private static NodeKind Of<T>(
        string name, Role roles, Func<RequestContext, Guid, IDataLoaderResult> load, Func<Scopes, T, ValueTask<bool>> inScope,
        Func<T, (ElderId, FilePart)>? file = null, Func<T?, Role>? readers = null)
        where T : class => Of<T>(name, roles, load, (_, s, found) => inScope(s, found), file, readers);

    /// <param name="name">Of the type.</param>
    /// <param name="roles">For whom, as far as they reach.</param>
    /// <param name="load">Finds one.</param>
    /// <param name="inScope">Whether one is within reach.</param>
    /// <param name="file">Of which person's file it is, and what part of it.</param>
    /// <param name="readers">Where some are for more roles than others.</param>
    private static NodeKind Of<T>(
        string name, Role roles, Func<RequestContext, Guid, IDataLoaderResult> load, Func<RequestContext, Scopes, T, ValueTask<bool>> inScope,
        Func<T, (ElderId, FilePart)>? file = null, Func<T?, Role>? readers = null)
        where T : class => new(name, new AccessRule(roles) { Scoped = true }, (request, id) => new Deferred(async () =>
    {
        if (request.Caller.IsAnonymous) throw ApiError.Unauthenticated();
        var found = (T?)await LoadedAsync(load(request, id), request.Cancellation);
        var allowed = readers?.Invoke(found) ?? roles;
        var scopes = request.ScopesFor(allowed);
        // As in Nodes: unknown and out of reach look alike but to those who may look everywhere.
        if (found is null) return scopes.Everywhere ? null : throw ApiError.Forbidden(request.Caller, allowed);
        if (!await inScope(request, scopes, found)) throw ApiError.Forbidden(request.Caller, allowed);
        if (file?.Invoke(found) is var (elder, part)) request.Readings.Note(elder, part);
        return found;
    }));

    /// <summary>What is on a worklist is for the auditor too.</summary>
    private static Role ReadersOf(Message? message) =>
        message is { State: MessageState.Dead } or { State: MessageState.Dropped, Reason: MessageReasons.TooLate }
            ? Reach.OfPersonalData | Role.Auditor
            : Reach.OfPersonalData;

    private static Deferred Reading<T>(Func<Task<T?>> read)
        where T : class => new(async () => await read());

    private static async ValueTask<object?> LoadedAsync(IDataLoaderResult result, CancellationToken cancellation)
    {
        object? loaded = result;
        while (loaded is IDataLoaderResult more) loaded = await more.GetResultAsync(cancellation);
        return loaded;
    }
}
