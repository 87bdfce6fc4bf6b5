using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Queue;

/// <summary>How an offered bed was not taken.</summary>
public enum OfferRefusalKind
{
    /// <summary>The elder said no.</summary>
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Unanswered,
}

/// <param name="On">City date.</param>
public sealed record OfferRefusal(OfferRefusalKind Kind, DateOnly On);

/// <summary>
/// Offers an elder did not take, over all her applications: written with the answer, so that her next application knows. She has one
/// open application at a time, hence one writer.
/// </summary>
[Table("offer_refusals")]
public sealed record OfferRefusals([Key] ElderId Elder, ImmutableArray<OfferRefusal> Refusals);

public sealed record BarredFromQueue(ElderId Elder, DateOnly Until) : Refusal
{
    public override Words Message => new(
        $"因多次未接受床位，{Until:yyyy年M月d日}前不能申请床位，也不再通知床位。",
        $"Too many offers were not taken: no bed can be applied for or offered before {Until:yyyy-MM-dd}.");
}

public static class Bars
{
    /// <summary>The first day the elder is barred no longer, or null when she is not on <paramref name="today"/>.</summary>
    public static DateOnly? Until(QueuePolicy policy, ImmutableArray<OfferRefusal> refusals, DateOnly today)
    {
        DateOnly? until = null;
        foreach (var bar in policy.Bars.IsDefault ? [] : policy.Bars)
        {
            OfferRefusal[] counted = [.. refusals.Where(r => bar.Of.Contains(r.Kind)).OrderBy(r => r.On)];
            for (var last = bar.Count - 1; last < counted.Length; last++)
            {
                // So many within the time before this one, itself included.
                if (counted[last - bar.Count + 1].On <= counted[last].On.AddMonths(-bar.WithinMonths)) continue;
                var ends = counted[last].On.AddMonths(bar.ForMonths);
                if (ends > today && (until is null || ends > until)) until = ends;
            }
        }

        return until;
    }
}
