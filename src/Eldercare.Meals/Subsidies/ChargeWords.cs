using System.Text;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Answers 'why did I pay this?' in the words of the rules.</summary>
public static class ChargeWords
{
    /// <param name="meal">As it is charged.</param>
    /// <param name="book">The policies; null when none was ever published.</param>
    /// <param name="isForecast">It was not served yet.</param>
    public static Words Of(ChargedMeal meal, PolicyBook? book, bool isForecast = false)
    {
        var words = Current(meal, book);
        if (isForecast) return new("按目前所知预计，用餐时以届时情况为准：" + words.Zh, "As far as is known now: " + words.En);
        return !meal.Corrected ? words
            : meal.Because is null ? new(words.Zh + "这笔收费由民政部门更正过。", words.En + " The office has corrected this charge.")
            : new(
                words.Zh + "您另一餐的收费更正后，上限有了余额，这笔收费随之更正。",
                words.En + " The office has corrected this charge because, with another one corrected, the limit was no longer reached.");
    }

    private static Words Current(ChargedMeal meal, PolicyBook? book)
    {
        if (meal.Reversed) return new("这一餐的收费已撤销，谁都不用付。", "This charge was taken back: nobody pays.");
        var charge = meal.Charge;
        var (zh, en) = (new StringBuilder(), new StringBuilder());
        var free = charge.DeliveryFee == Fen.Zero;
        zh.Append(free ? $"餐费{charge.Price}元。" : $"餐费{charge.Price}元，送餐费{charge.DeliveryFee}元。");
        en.Append(free ? $"The meal costs {charge.Price} yuan." : $"The meal costs {charge.Price} yuan, its delivery {charge.DeliveryFee}.");
        foreach (var benefit in charge.Shares.GroupBy(s => (s.Policy, s.Version, s.Rule)))
        {
            var policy = book?.Find(benefit.Key.Policy, benefit.Key.Version);
            var words = Rule(policy, benefit.Key.Rule);
            zh.Append(Line(words.Zh, "：", string.Join("、", benefit.Select(s => $"{Name(policy, s).Zh}付{s.Amount}元")), "。"));
            en.Append(' ').Append(Line(words.En, ": ", string.Join(", ", benefit.Select(s => $"{Name(policy, s).En} pays {s.Amount}")), "."));
        }

        foreach (var missed in charge.NotGiven)
        {
            var words = Rule(book?.Find(missed.Policy, missed.Version), missed.Rule);
            var why = Reason(missed.Reason);
            zh.Append(Line(words.Zh, "：", why.Zh, "。"));
            en.Append(' ').Append(Line(words.En, ": ", why.En, "."));
        }

        if (charge.Policies.IsEmpty)
        {
            zh.Append("当天没有生效的补贴政策。");
            en.Append(" No subsidy policy was in force on that date.");
        }
        else if (charge.Shares.IsEmpty && charge.NotGiven.IsEmpty)
        {
            zh.Append("没有适用的补贴规定。");
            en.Append(" None of the policies' rules is for this meal.");
        }

        zh.Append($"您付{charge.ElderPays}元。");
        en.Append($" You pay {charge.ElderPays}.");
        return new(zh.ToString(), en.ToString());
    }

    /// <summary>The rule's words; the bare code when its policy cannot be found.</summary>
    public static Words Rule(SubsidyPolicy? policy, string rule) => policy?.Rules.FirstOrDefault(r => r.Code == rule)?.Words ?? new(rule, rule);

    private static Words Name(SubsidyPolicy? policy, FunderShare share) => policy?.NameOf(share.Funder) ?? new(share.Funder, share.Funder);

    /// <summary>The words end with a stop of their own, which here comes after what follows from them.</summary>
    private static string Line(string words, string colon, string what, string stop) => words.TrimEnd('.', '。') + colon + what + stop;

    private static Words Reason(NotGivenReason reason) => reason switch
    {
        NotGivenReason.CapReached => new("已到上限，本次不补", "the limit is reached, nothing this time"),
        NotGivenReason.CutByCap => new("已到上限，只补余额", "the limit is reached, only the rest this time"),
        NotGivenReason.OtherIsHigher => new("另一项补贴更高，就高不重复", "another benefit is higher and given alone"),
        _ => throw new InvalidOperationException($"No words for {reason}."),
    };
}
