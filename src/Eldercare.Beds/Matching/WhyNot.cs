using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Matching;

/// <summary>A rule by which a bed cannot be given, in words.</summary>
public sealed record WhyNotRule(MatchRule Rule, Words Words);

/// <summary>Answers 'why does this bed not fit?' with every rule that fails, not only the first.</summary>
public static class WhyNot
{
    /// <param name="bed">As the board has it.</param>
    /// <param name="application">As the queue has it.</param>
    /// <param name="elder">Who applied; null when she is not known (any more).</param>
    /// <param name="lives">The bed she lives in, if any; one of a short stay is in nobody's way: an offer waits for its end.</param>
    /// <param name="today">City date.</param>
    /// <param name="mayAdmit">The home's papers are in date.</param>
    /// <returns>In the order of <see cref="MatchRule"/>; empty when the bed can be offered, or is kept for this very application.</returns>
    public static ImmutableArray<MatchRule> Failing(
        BedBoard bed, QueueEntry application, ElderRecord? elder, BedBoard? lives, DateOnly today, bool mayAdmit = true)
    {
        var failing = ImmutableArray.CreateBuilder<MatchRule>();
        if (elder is not null) failing.AddRange(BedMatch.Failing(bed, elder, application.Kind));
        else if (!BedMatch.IsOfKind(bed.Kind, application.Kind)) failing.Add(MatchRule.Kind);
        if (application.Preference.RankOf(bed.Home, bed.District) is null) failing.Add(MatchRule.Preference);
        if (application.KeptBed != bed.Bed)
        {
            if (bed.State != BedState.Ready || !bed.Reservations.IsEmpty) failing.Add(MatchRule.BedState);
            if (application.State != ApplicationState.Waiting) failing.Add(MatchRule.ApplicationState);
        }

        if (Standing.Check(application.Elder, elder) is not null || lives is { Until: null }) failing.Add(MatchRule.Standing);
        if (application.BarredUntil is { } barred && today < barred) failing.Add(MatchRule.Barred);
        if (!mayAdmit) failing.Add(MatchRule.MayAdmit);
        return failing.ToImmutable();
    }

    /// <summary>
    /// The same in words. They say what the bed and the application say; of the elder only to those who may see her.
    /// </summary>
    /// <param name="seesElder">Whether the reader may know if she lives, and where.</param>
    public static ImmutableArray<WhyNotRule> Explained(
        BedBoard bed, QueueEntry application, ElderRecord? elder, BedBoard? lives, bool seesElder, DateOnly today,
        bool mayAdmit = true) =>
    [
        .. Failing(bed, application, elder, lives, today, mayAdmit).Select(rule => new WhyNotRule(
            rule, rule switch
            {
                MatchRule.Kind => MatchWords.Kind(application.Kind, bed.Kind),
                MatchRule.GenderRule => MatchWords.Room(bed.GenderRule),
                MatchRule.CareLevel => MatchWords.Serves(bed.HighestCareLevel),
                MatchRule.Preference => MatchWords.Preference,
                MatchRule.BedState => MatchWords.Bed(bed.State),
                MatchRule.Barred => MatchWords.Barred(application.BarredUntil!.Value),
                MatchRule.MayAdmit => MatchWords.MayAdmit,
                MatchRule.ApplicationState => MatchWords.Application(application.State),
                MatchRule.Standing => seesElder ? MatchWords.Elder(elder, hasBed: lives is not null) : MatchWords.ElderUnseen,
                _ => throw new ArgumentOutOfRangeException(nameof(bed)),
            })),
    ];
}
