using Eldercare.People.Elders;

namespace Eldercare.People.Entitlements;

/// <summary>Decisions on what a person is entitled to: facts of the elder's stream. Who took each stands with the event.</summary>
public abstract record EntitlementFact : ElderFact;

/// <param name="From">First day, city date; with the category it tells the entitlement from others of the same elder.</param>
/// <param name="Until">Last day; null while nobody has set one.</param>
/// <param name="Evidence">What the decision was taken on, one piece at least.</param>
/// <param name="Reason">In words, if said.</param>
public sealed record EntitlementGranted(
    ElderId Elder, EntitlementCategory Category, DateOnly From, DateOnly? Until, ImmutableArray<Evidence> Evidence, string? Reason)
    : EntitlementFact;

/// <param name="From">Which entitlement: the first day it was granted for.</param>
/// <param name="Until">Its last day now.</param>
public sealed record EntitlementEnded(
    ElderId Elder, EntitlementCategory Category, DateOnly From, DateOnly Until, ImmutableArray<Evidence> Evidence, string? Reason)
    : EntitlementFact;

/// <param name="Local">Registered in the city (本市户籍).</param>
public sealed record HukouRecorded(ElderId Elder, bool Local, ImmutableArray<Evidence> Evidence) : EntitlementFact;
