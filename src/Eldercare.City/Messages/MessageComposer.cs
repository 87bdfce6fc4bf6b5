using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Contacts;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Npgsql;

namespace Eldercare.City.Messages;

/// <summary>What is to be done with a message that is due: one of the four is set.</summary>
/// <param name="Letter">To be sent.</param>
/// <param name="Dropped">Why it is not sent at all.</param>
/// <param name="NotBefore">To be looked at again then.</param>
/// <param name="Unfit">Why it cannot be written: a mistake of ours, for a person to see.</param>
public readonly record struct Composed(
    Letter? Letter = null, string? Dropped = null, DateTimeOffset? NotBefore = null, string? Unfit = null);

/// <summary>
/// Fills messages in from what stands now: the person, the meal, the home. A batch costs a few statements, and one more a sitting or an
/// application with an offer, or a place taken away: whether it is still so its own events say, since a view that lags would take it for one that is over.
/// </summary>
public sealed class MessageComposer(
    IElderReader elders, IPeopleReader files, IMealPointsReader points, IHomesReader homes, IMessageConsent consent, IStateReader states,
    NpgsqlDataSource database, MessageSettings settings)
{
    /// <summary>The views follow the events; what they do not show yet they will in a moment.</summary>
    private static readonly TimeSpan s_moment = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A message that could not be filled in for so long never will be: a day, also for the oldest there are, since after an outage the views
    /// follow no faster than the messages.
    /// </summary>
    private static readonly TimeSpan s_longest = MessageWriter.Oldest + TimeSpan.FromDays(1);

    /// <summary>Told to who has the portion at that sitting; what else is told of a meal, to who has none there.</summary>
    private static readonly ImmutableHashSet<MessageKind> s_toWhoHasIt =
        [MessageKind.MealBooked, MessageKind.BookingMoved];

    /// <summary>What they say may be said the other way round by the next fact: whether it is so still, the sitting's events say.</summary>
    private static readonly ImmutableHashSet<MessageKind> s_bySitting =
        [MessageKind.PlaceOffered, MessageKind.PlaceWithdrawn, MessageKind.BookingHasNoPlace, MessageKind.BookingStandsAgain];

    public async Task<IReadOnlyList<(Message Message, Composed Composed)>> ComposeAsync(
        string city, IReadOnlyList<Message> messages, DateTimeOffset now, CancellationToken cancellation)
    {
        ElderId[] who = [.. messages.Select(m => m.Elder).Distinct()];
        var people = await elders.ByIdsAsync(city, who, cancellation);
        var preferences = await files.PreferencesAsync(city, who, cancellation);
        messages = [.. messages.Select(m => preferences.TryGetValue(m.Elder, out var hers) ? m with { Language = LanguageOf(hers) } : m)];
        var withdrawn = await consent.WithdrawnAsync(city, who, cancellation);
        var meals = await MealsAsync(city, messages, cancellation);
        var missed = await MissedAsync(city, messages, cancellation);
        var beds = await BedsAsync(city, messages, cancellation);
        var alerts = await AlertsAsync(city, messages, cancellation);

        Composed Compose(Message message)
        {
            if (!people.TryGetValue(message.Elder, out var elder) || elder.ErasedOn is not null) return new(Dropped: "ELDER_ERASED");
            if (elder.DiedOn is not null) return new(Dropped: "ELDER_HAS_DIED");
            var toContact = message.About.Alert is not null;
            if (!toContact && withdrawn.Contains(message.Elder)) return new(Dropped: "CONSENT_WITHDRAWN");
            var context = message.About switch
            {
                { Alert: not null } => alerts(message),
                { Sitting: not null } => meals(message),
                { Date: not null } => missed(message),
                _ => beds(message),
            };
            if (context is null) return now - message.CreatedAt > s_longest ? new(Dropped: MessageReasons.TooLate) : new(NotBefore: now + s_moment);
            if (context.UsefulUntil <= now) return new(Dropped: MessageReasons.TooLate);
            var quiet = preferences.GetValueOrDefault(message.Elder) is { QuietFrom: { } from, QuietUntil: { } until }
                ? new QuietHours(from, until)
                : settings.Quiet;
            var next = quiet.Next(now, MessageRules.IsUrgent(message.Kind), context.UsefulUntil);
            // Nobody's night is worth more than somebody who may lie on the floor.
            if (next > now && !toContact) return new(NotBefore: next);
            // Not before the night is over: until then it may become so again.
            if (context.Overtaken) return new(Dropped: "OVERTAKEN");
            if (toContact && context.To is null) return new(Dropped: "NO_EMERGENCY_CONTACT");
            var (name, phone) = context.To is { } contact ? (contact.Name, contact.Phone) : (elder.Name, elder.Phone);
            return MessageTexts.TryFill(message.Kind, message.Language, context.Values.SetItem("name", elder.Name)) is { } text
                ? new(new Letter(message.Id, message.Elder, message.Kind, message.Language, name, phone, text, message.CreatedAt))
                // Must not keep the rest of the batch from being sent.
                : new(Unfit: "TEMPLATE_UNFIT");
        }

        return [.. messages.Select(m => (m, Compose(m)))];
    }

    /// <summary>Of a meal: where and when. A booking is told to who still has it, that there is none to who has not booked again.</summary>
    private async Task<Func<Message, Context?>> MealsAsync(
        string city, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        SittingId[] ids = [.. messages.Select(m => m.About.Sitting).OfType<SittingId>().Distinct()];
        if (ids.Length == 0) return _ => null;
        var sittings = await points.SittingsByIdsAsync(city, ids, cancellation);
        var places = await points.ByIdsAsync(city, [.. sittings.Values.Select(s => s.Point).Distinct()], cancellation);
        var asked = messages.Where(m => m.About.Sitting is { } s && sittings.ContainsKey(s))
            .Select(m => (m.Elder, Sitting: sittings[m.About.Sitting!.Value])).Select(m => Portion.Claim(m.Elder, m.Sitting.Date, m.Sitting.Meal));
        var held = await HeldAsync(city, [.. asked], cancellation);
        var current = await StatesAsync<Sitting>(
            city, messages.Where(m => s_bySitting.Contains(m.Kind)).Select(m => Sitting.Stream.At(m.About.Sitting!.Value.Value)), cancellation);
        return message =>
        {
            if (!sittings.TryGetValue(message.About.Sitting!.Value, out var sitting) || !places.TryGetValue(sitting.Point, out var point)) return null;
            var language = message.Language;
            var values = ImmutableDictionary<string, string>.Empty.Add("point", point.Name)
                .Add("date", MessageTexts.Day(sitting.Date, language)).Add("meal", MessageTexts.Name(sitting.Meal, language))
                .Add("from", MessageTexts.Time(sitting.ServedFrom));
            if (message.About.Channel is { } channel) values = values.Add("channel", MessageTexts.Name(channel, language));
            var hasNone = !held.TryGetValue(Portion.Claim(message.Elder, sitting.Date, sitting.Meal), out var at);
            var has = !hasNone && at == sitting.Sitting.Value;
            var now = current.GetValueOrDefault(sitting.Sitting.Value);
            var displaced = now?.Displaced.ContainsKey(message.Elder) == true;
            if (message.Kind != MessageKind.PlaceOffered)
                return new(values, sitting.ServedUntil, Overtaken: message.Kind switch
                {
                    // Closing the sitting cancels what had no place, and leaves it to this to say so.
                    MessageKind.BookingHasNoPlace => !displaced && !(hasNone && now?.Closed == true),
                    MessageKind.BookingStandsAgain => !has || displaced,
                    MessageKind.PlaceWithdrawn => has || now?.Offers.ContainsKey(message.Elder) == true,
                    var other => has != s_toWhoHasIt.Contains(other),
                });

            var until = message.About.Until!.Value;
            var isOpen = now?.Offers.TryGetValue(message.Elder, out var offer) == true && offer.Until == until;
            return new(values.Add("until", MessageTexts.Instant(until, language)), until, Overtaken: !isOpen);
        };
    }

    /// <summary>Of a meal nobody may have opened a sitting for. Told to who has no portion for it anywhere.</summary>
    private async Task<Func<Message, Context?>> MissedAsync(string city, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        Message[] about = [.. messages.Where(m => m.About is { Sitting: null, Date: not null })];
        if (about.Length == 0) return _ => null;
        var places = await points.ByIdsAsync(city, [.. about.Select(m => m.About.Point!.Value).Distinct()], cancellation);
        var held = await HeldAsync(city, [.. about.Select(ClaimOf)], cancellation);
        return message =>
        {
            if (!places.TryGetValue(message.About.Point!.Value, out var point)) return null;
            var (date, language) = (message.About.Date!.Value, message.Language);
            var values = ImmutableDictionary<string, string>.Empty.Add("point", point.Name)
                .Add("date", MessageTexts.Day(date, language)).Add("meal", MessageTexts.Name(message.About.Meal!.Value, language));
            return new(values, CityTime.At(date.AddDays(1), TimeOnly.MinValue), Overtaken: held.ContainsKey(ClaimOf(message)));
        };

        static Claim ClaimOf(Message m) => Portion.Claim(m.Elder, m.About.Date!.Value, m.About.Meal!.Value);
    }

    /// <summary>From the events themselves, each stream once; one that has none is left out.</summary>
    private async Task<IReadOnlyDictionary<Guid, TState>> StatesAsync<TState>(
        string city, IEnumerable<StreamRef> streams, CancellationToken cancellation)
        where TState : class
    {
        var found = new Dictionary<Guid, TState>();
        foreach (var stream in streams.Distinct())
            if (await states.ReadAsync<TState>(city, stream, cancellation) is { } state) found[stream.Id] = state;
        return found;
    }

    private static Language LanguageOf(ElderPreferences preferences) =>
        preferences.Language == MessageLanguage.En ? Language.English : Language.Chinese;

    /// <summary>Of a bed: the home, and until when an offer stands. An offer is told while it is open.</summary>
    private async Task<Func<Message, Context?>> BedsAsync(string city, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        BedId[] ids = [.. messages.Select(m => m.About.Bed).OfType<BedId>().Distinct()];
        if (ids.Length == 0) return _ => null;
        var beds = await homes.BedsByIdsAsync(city, ids, cancellation);
        var names = await homes.ByIdsAsync(city, [.. beds.Values.Select(b => b.Home).Distinct()], cancellation);
        var offers = await StatesAsync<Application>(
            city, messages.Where(m => m.Kind == MessageKind.BedOffered).Select(m => Application.Stream.At(m.About.Application!.Value.Value)), cancellation);
        return message =>
        {
            var (bed, until) = (message.About.Bed!.Value, message.About.Until);
            if (!beds.TryGetValue(bed, out var board) || !names.TryGetValue(board.Home, out var home)) return null;
            var values = ImmutableDictionary<string, string>.Empty.Add("home", home.Name);
            if (until is { } end) values = values.Add("until", MessageTexts.Instant(end, message.Language));
            var isOpen = offers.GetValueOrDefault(message.About.Application!.Value.Value) is { State: ApplicationState.Offered } offered
                && offered.Bed == bed && offered.Until == until;
            return new(values, until, Overtaken: message.Kind == MessageKind.BedOffered && !isOpen);
        };
    }

    /// <summary>
    /// Of a welfare alert: who did not open when, told to the first of her emergency contacts while it is open. She named them for that, so it
    /// needs no other consent; whether she wants messages herself is another matter.
    /// </summary>
    private async Task<Func<Message, Context?>> AlertsAsync(string city, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        var about = messages.Where(m => m.About.Alert is not null).ToArray();
        if (about.Length == 0) return _ => null;
        var alerts = (await new Query(database, city).RowsAsync<WelfareAlertRow>("alert", about.Select(m => m.About.Alert!.Value.Value), cancellation))
            .ToDictionary(a => a.Alert);
        var places = await points.ByIdsAsync(city, [.. alerts.Values.Select(a => a.Point).Distinct()], cancellation);
        var contacts = await files.ContactsAsync(city, [.. about.Select(m => m.Elder).Distinct()], cancellation);
        return message =>
        {
            if (!alerts.TryGetValue(message.About.Alert!.Value, out var alert) || !places.TryGetValue(alert.Point, out var point)) return null;
            var to = contacts.GetValueOrDefault(message.Elder)?.Contacts.FirstOrDefault(c => c.Emergency);
            var values = ImmutableDictionary<string, string>.Empty.Add("point", point.Name).Add("contact", to?.Name ?? string.Empty)
                .Add("date", MessageTexts.Day(CityTime.Today(alert.RaisedAt), message.Language)).Add("from", MessageTexts.Time(alert.RaisedAt));
            return new(values, UsefulUntil: null, Overtaken: !alert.Open, to);
        };
    }

    /// <summary>The sitting that holds each portion, where one does: from the claims, which never lag.</summary>
    private async Task<IReadOnlyDictionary<Claim, Guid>> HeldAsync(string city, IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var held = await query.ListAsync(
            $"""
            select c.subject, c.slot, c.holder
            from unnest({query.With(claims.Select(c => c.Subject).ToArray())}, {query.With(claims.Select(c => c.Slot).ToArray())}) as k(subject, slot)
            cross join lateral (select c.subject, c.slot, c.holder from {StoreSchema.Name}.claims c
              where c.tenant_id = $1 and c.kind = 'portion' and c.subject = k.subject and c.slot = k.slot limit 1) c
            """,
            row => (Claim: Portion.Claim(default, default, default) with { Subject = row.GetGuid(0), Slot = row.GetInt32(1) }, Holder: row.GetGuid(2)),
            cancellation);
        return held.DistinctBy(h => h.Claim).ToDictionary(h => h.Claim, h => h.Holder);
    }

    /// <param name="Values">The placeholders' but for the name.</param>
    /// <param name="UsefulUntil">From then on it is of no use to her; null when never.</param>
    /// <param name="Overtaken">What it says is no longer so.</param>
    /// <param name="To">To whom, when not to herself.</param>
    private sealed record Context(ImmutableDictionary<string, string> Values, DateTimeOffset? UsefulUntil, bool Overtaken, Contact? To = null);
}
