using Eldercare.People.Acting;
using Eldercare.People.Cards;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.People.Elders;

/// <summary>What is decided on about an elder from the elder's own events.</summary>
public sealed record Elder(ElderId Id, string District, Gender Gender, int BornInMonth, CareLevel? CareLevel, DateOnly? DiedOn)
{
    /// <summary>The assessment the care level comes from.</summary>
    public CareLevelChanged? Assessment { get; init; }

    public Entitled Entitled { get; init; } = Entitled.ToNothing;

    public ImmutableDictionary<ConsentPurpose, Consent> Consents { get; init; } = ImmutableDictionary<ConsentPurpose, Consent>.Empty;

    /// <summary>What she has said no to, and not agreed to since.</summary>
    public ImmutableHashSet<ConsentPurpose> Withdrawn { get; init; } = [];

    /// <summary>Who may act for the elder, also those who may no longer: their rows go too when she is erased.</summary>
    public ImmutableDictionary<ActingId, ActingRight> Acting { get; init; } = ImmutableDictionary<ActingId, ActingRight>.Empty;

    /// <summary>Cards that stand for the elder at the door.</summary>
    public ImmutableHashSet<CardId> Cards { get; init; } = [];

    /// <summary>Cards that did: their rows go too when she is erased.</summary>
    public ImmutableHashSet<CardId> RevokedCards { get; init; } = [];

    /// <summary>The personal data is gone, and nothing is recorded of the person any more.</summary>
    public bool IsErased { get; init; }

    public static StreamType<Elder, ElderFact> Stream { get; } = new("elder", Evolve);

    public static Elder? Evolve(Elder? elder, ElderFact fact) => (elder, fact) switch
    {
        (null, ElderRegistered f) => new(f.Elder, f.District, f.Gender, f.BornInMonth, null, null),
        ({ IsErased: false } e, PersonErased) => e with { IsErased = true },
        ({ IsErased: false } e, ActingWithdrawn f) => e with { Acting = e.Acting.SetItem(f.Acting, e.Acting[f.Acting] with { IsWithdrawn = true }) },
        ({ IsErased: false } e, ConsentWithdrawn f) => e with { Consents = e.Consents.Remove(f.Purpose), Withdrawn = e.Withdrawn.Add(f.Purpose) },
        ({ IsErased: false } e, CardRevoked f) => e with { Cards = e.Cards.Remove(f.Card), RevokedCards = e.RevokedCards.Add(f.Card) },
        ({ IsErased: false, DiedOn: null } e, _) => EvolveAlive(e, fact),
        _ => throw Cannot(fact),
    };

    private static Elder EvolveAlive(Elder elder, ElderFact fact) => fact switch
    {
        ElderDetailsChanged f => elder with { District = f.District },
        CareLevelChanged f => elder with { CareLevel = f.Level, Assessment = f },
        ElderDied f => elder with { DiedOn = f.DiedOn },
        EntitlementFact f => elder with { Entitled = elder.Entitled.After(f) },
        ConsentGiven f => elder with
        {
            Consents = elder.Consents.SetItem(f.Purpose, new(f.Purpose, f.On, f.Means)),
            Withdrawn = elder.Withdrawn.Remove(f.Purpose),
        },
        ActingAllowed f => elder with { Acting = elder.Acting.Add(f.Acting, new(f.Until, IsWithdrawn: false)) },
        CardIssued f => elder with { Cards = elder.Cards.Add(f.Card) },
        // What they say stands in rows alone.
        ContactsChanged or PreferencesChanged or DinerProfileChanged => elder,
        _ => throw Cannot(fact),
    };

    private static InvalidOperationException Cannot(ElderFact fact) =>
        new($"{fact.GetType().Name} cannot follow the elder's state.");
}

public static class ElderIds
{
    /// <summary>The elder with this number in the city's own registry.</summary>
    public static ElderId FromRegistry(string registryNumber) => new(NameBasedId.Of($"elder:{registryNumber}"));
}
