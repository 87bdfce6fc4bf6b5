using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>What is kept about people beside the register. Every question is one SQL statement.</summary>
public interface IPeopleReader
{
    /// <summary>Entitlements with their evidence, the latest first.</summary>
    Task<ILookup<ElderId, EntitlementDecision>> EntitlementsAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    Task<IReadOnlyDictionary<ElderId, EntitlementRecord>> EntitledAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    Task<IReadOnlyDictionary<ElderId, ElderContacts>> ContactsAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    Task<IReadOnlyDictionary<ElderId, ElderConsents>> ConsentsAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    Task<IReadOnlyDictionary<ElderId, ElderPreferences>> PreferencesAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    /// <summary>Who may act for each elder, also those who may no longer, the latest first.</summary>
    Task<ILookup<ElderId, ActingRecord>> ActingOfAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    Task<IReadOnlyDictionary<ActingId, ActingRecord>> ActingByIdsAsync(string city, IReadOnlyCollection<ActingId> rights, CancellationToken cancellation);

    /// <summary>For whom each sign-in may act on a day: rights that count then, for elders who live.</summary>
    Task<ILookup<string, ActingRecord>> ActingForAsync(string city, IReadOnlyCollection<string> holders, DateOnly on, CancellationToken cancellation);

    /// <summary>Others who have the elder's phone among their contacts. Looks through all contacts of the city: for an erasure.</summary>
    Task<ImmutableArray<ElderId>> NamedByAsync(string city, ElderId elder, CancellationToken cancellation);

    /// <summary>How many portions are booked for an elder from a day on, and neither handed over nor given up.</summary>
    Task<int> ComingMealsAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation);
}

/// <inheritdoc cref="IPeopleReader"/>
public sealed class PeopleReader(NpgsqlDataSource database) : IPeopleReader
{
    public async Task<ILookup<ElderId, EntitlementDecision>> EntitlementsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await RowsAsync<EntitlementDecision>(city, elders, cancellation))
            .OrderByDescending(e => e.FirstDay).ThenBy(e => e.Category).ToLookup(e => e.Elder);

    public async Task<IReadOnlyDictionary<ElderId, EntitlementRecord>> EntitledAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await RowsAsync<EntitlementRecord>(city, elders, cancellation)).ToDictionary(e => e.Elder);

    public async Task<IReadOnlyDictionary<ElderId, ElderContacts>> ContactsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await RowsAsync<ElderContacts>(city, elders, cancellation)).ToDictionary(e => e.Elder);

    public async Task<IReadOnlyDictionary<ElderId, ElderConsents>> ConsentsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await RowsAsync<ElderConsents>(city, elders, cancellation)).ToDictionary(e => e.Elder);

    public async Task<IReadOnlyDictionary<ElderId, ElderPreferences>> PreferencesAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await RowsAsync<ElderPreferences>(city, elders, cancellation)).ToDictionary(e => e.Elder);

    public async Task<ILookup<ElderId, ActingRecord>> ActingOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await RowsAsync<ActingRecord>(city, elders, cancellation))
            .OrderByDescending(a => a.FirstDay).ThenBy(a => a.Acting.Value).ToLookup(a => a.Elder);

    public async Task<IReadOnlyDictionary<ActingId, ActingRecord>> ActingByIdsAsync(
        string city, IReadOnlyCollection<ActingId> rights, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<ActingRecord>("acting", rights.Select(r => r.Value), cancellation)).ToDictionary(a => a.Acting);

    public async Task<ILookup<string, ActingRecord>> ActingForAsync(
        string city, IReadOnlyCollection<string> holders, DateOnly on, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var today = query.With(on);
        var rights = await query.ListAsync(
            $"""
            select {RowReader<ActingRecord>.Columns("a")} from {RowReader<ActingRecord>.Table} a
            join {RowReader<ElderRecord>.Table} e on e.tenant_id = $1 and e.elder = a.elder and e.died_on is null and e.erased_on is null
            where a.tenant_id = $1 and a.holder = any({query.With(holders.Distinct(StringComparer.Ordinal).ToArray())})
              and a.withdrawn_on is null and a.first_day <= {today} and (a.last_day is null or a.last_day >= {today})
            order by a.first_day, a.acting
            """,
            RowReader<ActingRecord>.At(0), cancellation);
        return rights.ToLookup(a => a.Holder, StringComparer.Ordinal);
    }

    public async Task<ImmutableArray<ElderId>> NamedByAsync(string city, ElderId elder, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        static string Digits(string phone) => $"right(regexp_replace({phone}, '[^0-9]', '', 'g'), {ElderContacts.PhoneDigits})";
        var of = query.With(elder.Value);
        return
        [
            .. await query.ListAsync(
                $"""
                with hers as materialized (
                  select {Digits("e.phone")} as phone from {RowReader<ElderRecord>.Table} e where e.tenant_id = $1 and e.elder = {of} and e.phone is not null)
                select c.elder from hers, {RowReader<ElderContacts>.Table} c
                where c.tenant_id = $1 and c.elder <> {of}
                  and exists (select from jsonb_array_elements(c.contacts) k where {Digits("k->>'phone'")} = hers.phone)
                order by c.elder
                """,
                row => new ElderId(row.GetGuid(0)), cancellation),
        ];
    }

    public async Task<int> ComingMealsAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (first, of) = (query.With(Portion.Claim(elder, from, Meal.Breakfast).Slot), query.With(elder.Value));
        return (await query.ListAsync(
            $"""
            select count(*)::int from {StoreSchema.Name}.claims c
            where c.tenant_id = $1 and c.kind = 'portion' and c.subject = {of} and c.slot >= {first} and not exists (
              select from {StoreSchema.Name}.mt_events e
              where e.tenant_id = $1 and e.stream_id = c.holder and e.type in ('meal_served', 'walk_in_served', 'no_show_recorded')
                and e.data->>'elder' = {of}::text)
            """,
            row => row.GetInt32(0), cancellation))[0];
    }

    private Task<List<TRow>> RowsAsync<TRow>(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation)
        where TRow : class => new Query(database, city).RowsAsync<TRow>("elder", elders.Select(e => e.Value), cancellation);
}
