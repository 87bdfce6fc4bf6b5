using Eldercare.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// A resident whose bed was released from her leave has first claim on the next that suits (domain, beds, rule 8): an application of hers
/// stands ahead of every lane. Who has died, has another bed by now, or had an agreed end to her stay claims nothing.
/// </summary>
public sealed class FirstClaims(Reaction reaction)
{
    private const string Name = "first-claim";
    private const int Attempts = 5;

    /// <summary>What made the claim needless, and an application of the claim that is over by now.</summary>
    private static readonly ImmutableHashSet<Type> s_needless =
        [typeof(ElderUnknown), typeof(ElderHasDied), typeof(ElderHasBed), typeof(ApplicationIdTaken)];

    private static readonly ImmutableHashSet<Type> s_orHasOneOpen = s_needless.Add(typeof(ApplicationAlreadyOpen));

    /// <summary>Which one is open only her claim knows: it says so when asked with another one.</summary>
    public async Task Handle(IEvent<BedReleasedFromLeave> e, CancellationToken cancellation)
    {
        if (e.Data.ShortStay) return;
        var application = new ApplicationId(NameBasedId.Of($"first-claim:{e.Id}"));
        for (var attempt = 1; ; attempt++)
        {
            var refusal = await reaction.SendAsync(
                Name, e.TenantId, $"{e.Id}:{application.Value}",
                new GiveFirstClaim(application, e.Data.Elder, e.Data.Bed, e.Data.Home, e.Data.On), attempt < Attempts ? s_orHasOneOpen : s_needless,
                cancellation);
            if (refusal is not ApplicationAlreadyOpen open) return;
            application = open.Application;
        }
    }
}
