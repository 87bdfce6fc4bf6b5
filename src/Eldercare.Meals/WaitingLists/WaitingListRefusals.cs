using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record AlreadyWaiting(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new("该老人已在此餐次候补。", "The elder waits for a place at this sitting already.");
}

/// <param name="Elder">Who waits.</param>
/// <param name="Elsewhere">The sitting she waits at, for the same date and meal.</param>
public sealed record WaitingElsewhere(ElderId Elder, SittingId Elsewhere) : Refusal
{
    public override Words Message => new(
        "该老人已在另一助餐点候补同日同一餐，请先退出那里的候补。",
        "The elder waits for a place at another meal point for this date and meal: leave that list first.");
}

/// <param name="Sitting">Which sitting.</param>
/// <param name="Places">How many are free.</param>
public sealed record PlacesLeft(SittingId Sitting, int Places) : Refusal
{
    public override Words Message => new(
        $"此餐次还有{Places}个名额，请直接预订，不必候补。",
        "The sitting still has places: book one instead of waiting.");
}

public sealed record NotWaiting(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new("该老人没有在此餐次候补。", "The elder does not wait for a place at this sitting.");
}

public sealed record NoPlaceOffered(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new(
        "目前没有为该老人保留的名额，有空位时会另行通知。",
        "No place is offered to the elder at this sitting; she is told when one comes free.");
}

/// <param name="Sitting">Where the place was.</param>
/// <param name="Until">It was kept until then.</param>
public sealed record PlaceOfferOver(SittingId Sitting, DateTimeOffset Until) : Refusal
{
    public override Words Message => new(
        "名额已过保留时间，已让给下一位；如仍需要，请重新候补。",
        "The place was kept until its time was up; it goes to the next who waits. Join the list again for another.");
}

public sealed record WaitingListPolicyInvalid(string Field) : Refusal
{
    public override Words Message => new(
        $"{FieldNames.Zh(Field)}超出允许范围，请改填。",
        $"{Field} is out of range: the field's description says how far it goes.");
}
