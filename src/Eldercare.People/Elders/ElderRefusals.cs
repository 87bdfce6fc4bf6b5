using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

public sealed record ElderUnknown(ElderId Elder) : Refusal
{
    public override string Message => "There is no elder of that id.";
}

public sealed record ElderHasDied(ElderId Elder, DateOnly DiedOn) : Refusal
{
    public override string Message => "The elder has died.";
}

/// <summary>What other contexts ask before they decide something for an elder.</summary>
public static class Standing
{
    /// <summary>Null when the elder is registered and alive.</summary>
    public static Refusal? Check(ElderId elder, ElderRecord? record) => record switch
    {
        null => new ElderUnknown(elder),
        { DiedOn: { } diedOn } => new ElderHasDied(elder, diedOn),
        _ => null,
    };
}
