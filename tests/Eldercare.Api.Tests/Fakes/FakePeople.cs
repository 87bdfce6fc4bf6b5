using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Entitlements;

namespace Eldercare.Api.Tests;

/// <summary>What is kept about the elders of the small city.</summary>
public sealed class FakePeople : IPeopleReader
{
    public const string Daughter = "daughter";
    public static readonly ActingId DaughtersRight = new(FakeCity.Id(61));

    private int _asked;

    /// <summary>The daughter has her right still.</summary>
    public bool DaughterActs { get; set; } = true;

    /// <summary>How often somebody's rights to act were looked up.</summary>
    public int Asked => _asked;

    public Task<ILookup<ElderId, EntitlementDecision>> EntitlementsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) => Task.FromResult(elders.ToLookup(
            e => e, e => new EntitlementDecision(
                e, "MinimumLiving:2026-01-01", EntitlementCategory.MinimumLiving, new(2026, 1, 1), null,
                [new Evidence(EvidenceKind.CrossCheck, "item 17", new(2025, 12, 20))], null, "clerk", FakeCity.Noon, null)));

    public Task<IReadOnlyDictionary<ElderId, EntitlementRecord>> EntitledAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Rows(elders, e => new EntitlementRecord(e, [], LocalHukou: true));

    public Task<IReadOnlyDictionary<ElderId, ElderContacts>> ContactsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Rows(elders, e => new ElderContacts(e, [new("contact-secret", Relation.Child, "13900000000", Emergency: true)]));

    public Task<IReadOnlyDictionary<ElderId, ElderConsents>> ConsentsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Rows(elders, e => new ElderConsents(e, [new(ConsentPurpose.Sms, FakeCity.Day, ConsentMeans.Signed)], []));

    public Task<IReadOnlyDictionary<ElderId, ElderPreferences>> PreferencesAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Rows(elders, e => new ElderPreferences(e, MessageLanguage.Zh, new(21, 0), new(7, 0)));

    public Task<ILookup<ElderId, ActingRecord>> ActingOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) => Task.FromResult(elders.ToLookup(e => e, Right));

    public Task<IReadOnlyDictionary<ActingId, ActingRecord>> ActingByIdsAsync(
        string city, IReadOnlyCollection<ActingId> rights, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<ActingId, ActingRecord>>(rights.Where(r => r == DaughtersRight).ToDictionary(r => r, _ => Right(FakeCity.Anna)));

    /// <summary>The daughter acts for Anna.</summary>
    public Task<ILookup<string, ActingRecord>> ActingForAsync(
        string city, IReadOnlyCollection<string> holders, DateOnly on, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(holders.Where(h => h == Daughter && DaughterActs).ToLookup(h => h, _ => Right(FakeCity.Anna)));
    }

    public Task<ImmutableArray<ElderId>> NamedByAsync(string city, ElderId elder, CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<ElderId>>([]);

    public Task<int> ComingMealsAsync(string city, ElderId elder, DateOnly from, CancellationToken cancellation) => Task.FromResult(0);

    private static ActingRecord Right(ElderId elder) => new(DaughtersRight, elder, Daughter, Relation.Child, FakeCity.Day, null, null);

    private static Task<IReadOnlyDictionary<ElderId, TRow>> Rows<TRow>(IEnumerable<ElderId> elders, Func<ElderId, TRow> row) =>
        Task.FromResult<IReadOnlyDictionary<ElderId, TRow>>(elders.Distinct().ToDictionary(e => e, row));
}
