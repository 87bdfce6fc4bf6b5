using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>The claim an elder's stay rests on: one bed an elder in the whole city.</summary>
public static class Resident
{
    public static Claim Claim(ElderId elder) => new("resident", elder.Value);

    /// <summary>The bed the elder lives in, if any.</summary>
    internal static BedId? BedOf(this Known known, ElderId elder) => known.Holder(Claim(elder)) is { } bed ? new(bed) : null;
}
