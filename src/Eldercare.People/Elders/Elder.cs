using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.People.Elders;

/// <summary>What is decided on about an elder from the elder's own events.</summary>
public sealed record Elder(ElderId Id, string District, Gender Gender, int BornInMonth, CareLevel? CareLevel, DateOnly? DiedOn)
{
    /// <summary>The assessment the care level comes from.</summary>
    public CareLevelChanged? Assessment { get; init; }

    public static StreamType<Elder, ElderFact> Stream { get; } = new("elder", Evolve);

    public static Elder? Evolve(Elder? elder, ElderFact fact) => (elder, fact) switch
    {
        (null, ElderRegistered f) => new(f.Elder, f.District, f.Gender, f.BornInMonth, null, null),
        ({ DiedOn: null } e, ElderDetailsChanged f) => e with { District = f.District },
        ({ DiedOn: null } e, CareLevelChanged f) => e with { CareLevel = f.Level, Assessment = f },
        ({ DiedOn: null } e, ElderDied f) => e with { DiedOn = f.DiedOn },
        // The profile itself is decided on from its row.
        ({ DiedOn: null } e, DinerProfileChanged) => e,
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow the elder's state."),
    };
}

public static class ElderIds
{
    /// <summary>The elder with this number in the city's own registry.</summary>
    public static ElderId FromRegistry(string registryNumber) => new(NameBasedId.Of($"elder:{registryNumber}"));
}
