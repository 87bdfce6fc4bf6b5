using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

public sealed record ElderUnknown(ElderId Elder) : Refusal
{
    public override Words Message => new("没有这位老人的登记，请核对编号。", "There is no elder of that id.");
}

public sealed record ElderHasDied(ElderId Elder, DateOnly DiedOn) : Refusal
{
    public override Words Message => new("该老人已去世，不再办理。", "The elder has died.");
}

/// <summary>What is asked before something is decided for an elder.</summary>
public static class Standing
{
    /// <summary>Null when the elder is registered and alive. Who was erased is as unknown as who never was.</summary>
    public static Refusal? Check(ElderId elder, ElderRecord? record) => record switch
    {
        null or { ErasedOn: not null } => new ElderUnknown(elder),
        { DiedOn: { } diedOn } => new ElderHasDied(elder, diedOn),
        _ => null,
    };

    /// <summary>The same from the elder's events.</summary>
    public static Refusal? CheckEvents(ElderId id, Elder? elder) => elder switch
    {
        null or { IsErased: true } => new ElderUnknown(id),
        { DiedOn: { } diedOn } => new ElderHasDied(id, diedOn),
        _ => null,
    };
}
