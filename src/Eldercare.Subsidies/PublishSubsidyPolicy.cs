using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Subsidies;

/// <summary>Puts a policy, or a new version of one, into force from a date on. What was charged before stands.</summary>
/// <param name="Document">JSON of <c>schema/subsidy-policy.schema.json</c>.</param>
public sealed record PublishSubsidyPolicy(string Document) : ICommand
{
    public Footprint Footprint => new() { Writes = [PolicyBook.At] };

    public Outcome Decide(Known known) =>
        PublishSubsidyPolicyDecider.Decide(this, known.State<PolicyBook>(PolicyBook.At), known.Now).On(PolicyBook.At);
}

/// <param name="Where">JSON pointer into the document; empty for all of it.</param>
/// <param name="Reason">The first fault found, in English.</param>
public sealed record PolicyDocumentInvalid(string Where, string Reason) : Refusal
{
    public override Words Message => new(
        $"补贴政策文件有误，请修改后再发布。{(Where.Length == 0 ? "" : $"位置{Where}，")}原因（英文）：{Reason.TrimEnd('.')}。",
        Where.Length == 0 ? $"This is no subsidy policy: {Reason}" : $"This is no subsidy policy. {Where}: {Reason}");
}

public sealed record PolicyVersionExists(string Policy, int Version) : Refusal
{
    public override Words Message => new(
        $"{Policy}第{Version}版已经发布，内容不同；有改动请发布新版。",
        $"Version {Version} of {Policy} was published already, with other words: publish what is new as the next version.");
}

/// <param name="Policy">Its code.</param>
/// <param name="Next">The version that comes next.</param>
public sealed record PolicyVersionOutOfOrder(string Policy, int Next) : Refusal
{
    public override Words Message => new($"{Policy}的下一版应为第{Next}版。", $"The next version of {Policy} is {Next}.");
}

/// <param name="Policy">Its code.</param>
/// <param name="Version">The version before.</param>
/// <param name="Until">Its last date.</param>
public sealed record PolicyVersionsOverlap(string Policy, int Version, DateOnly Until) : Refusal
{
    public override Words Message => new(
        $"{Policy}第{Version}版到{Until:yyyy年M月d日}为止，下一版须在此之后开始。",
        $"Version {Version} of {Policy} ends on {Until:yyyy-MM-dd}: the next begins after that.");
}

/// <param name="Policy">Its code.</param>
/// <param name="Earliest">The first date it may begin on.</param>
public sealed record PolicyBackdated(string Policy, DateOnly Earliest) : Refusal
{
    public override Words Message => new(
        $"此前已按{Policy}收费，新版须从{Earliest:yyyy年M月d日}或以后开始。",
        $"What was before was charged under {Policy}: a new version begins on {Earliest:yyyy-MM-dd} or later.");
}

public static class PublishSubsidyPolicyDecider
{
    public static Decision<PolicyFact> Decide(PublishSubsidyPolicy command, PolicyBook? book, DateTimeOffset now)
    {
        if (PolicyDocument.Read(command.Document, out var policy) is [var fault, ..]) return new PolicyDocumentInvalid(fault.Where, fault.Reason);

        var document = PolicyDocument.Canonical(policy!);
        var (code, version) = (policy!.Code, policy.Version);
        if (book?.Find(code, version) is { } same)
            return PolicyDocument.Canonical(same) == document ? Decision<PolicyFact>.NoChange : new PolicyVersionExists(code, version);

        var last = book?.Last(code);
        var next = (last?.Version ?? 0) + 1;
        if (version != next) return new PolicyVersionOutOfOrder(code, next);
        // The first version may begin in the past: a city that starts here has had it for long.
        if (last is not null)
        {
            if (last.For != policy.For) return new PolicyDocumentInvalid("/service", "The versions before are for something else.");
            var today = CityTime.Today(now);
            if (last.EffectiveUntil is { } until && policy.EffectiveFrom <= until) return new PolicyVersionsOverlap(code, last.Version, until);
            // Where none was in force nothing was charged by it either: next year's version may come out late.
            var earliest = last.EffectiveFrom >= today ? last.EffectiveFrom.AddDays(1)
                : last.EffectiveUntil is { } ended && ended < today ? ended.AddDays(1)
                : today;
            if (policy.EffectiveFrom < earliest) return new PolicyBackdated(code, earliest);
        }

        return new SubsidyPolicyPublished(code, version, policy.EffectiveFrom, policy.EffectiveUntil, document);
    }
}
