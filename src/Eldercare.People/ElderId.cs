using Eldercare.Store.Ids;

namespace Eldercare.People;

/// <summary>An elder (老人), for ever, also after everything else about the person was erased.</summary>
public readonly record struct ElderId(Guid Value) : IId<ElderId>
{
    public static ElderId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
