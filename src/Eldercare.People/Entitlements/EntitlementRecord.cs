using Eldercare.Store.Tables;

namespace Eldercare.People.Entitlements;

/// <summary>
/// What a person is entitled to, as decisions of other contexts and the subsidy engine ask it: written with the decision, in its transaction.
/// Why, and on what evidence, stands in the elder's entitlement events.
/// </summary>
/// <param name="Elder">Whose.</param>
/// <param name="Held">Every entitlement decided on, also those that ended: a past month is computed again from them.</param>
/// <param name="LocalHukou">Registered in the city (本市户籍).</param>
[Table("elder_entitlements")]
public sealed record EntitlementRecord([Key] ElderId Elder, ImmutableArray<HeldEntitlement> Held, bool LocalHukou);

/// <param name="Category">What.</param>
/// <param name="From">First day, city date.</param>
/// <param name="Until">Last day; null while nobody has set one.</param>
public sealed record HeldEntitlement(EntitlementCategory Category, DateOnly From, DateOnly? Until);
