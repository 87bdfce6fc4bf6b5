using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>Puts a policy of the queue, or a new version of one, into force from a date on. Entries move then, each with its reason.</summary>
/// <param name="Document">JSON of <c>schema/queue-policy.schema.json</c>.</param>
public sealed record PublishQueuePolicy(string Document) : ICommand
{
    public Footprint Footprint => new() { Writes = [QueuePolicyBook.At] };

    public Outcome Decide(Known known) =>
        PublishQueuePolicyDecider.Decide(this, known.State<QueuePolicyBook>(QueuePolicyBook.At), known.Now).On(QueuePolicyBook.At);
}

/// <param name="Where">JSON pointer into the document; empty for all of it.</param>
/// <param name="Reason">The first fault found, in English.</param>
public sealed record QueuePolicyInvalid(string Where, string Reason) : Refusal
{
    public override Words Message => new(
        $"轮候政策文件有误，请修改后再发布。{(Where.Length == 0 ? "" : $"位置{Where}，")}原因（英文）：{Reason.TrimEnd('.')}。",
        Where.Length == 0 ? $"This is no queue policy: {Reason}" : $"This is no queue policy. {Where}: {Reason}");
}

public sealed record QueuePolicyVersionExists(string Policy, int Version) : Refusal
{
    public override Words Message => new(
        $"{Policy}第{Version}版已经发布，内容不同；有改动请发布新版。",
        $"Version {Version} of {Policy} was published already, with other words: publish what is new as the next version.");
}

/// <param name="Policy">Its code.</param>
/// <param name="Next">The version that comes next.</param>
public sealed record QueuePolicyVersionOutOfOrder(string Policy, int Next) : Refusal
{
    public override Words Message => new($"{Policy}的下一版应为第{Next}版。", $"The next version of {Policy} is {Next}.");
}

/// <param name="Earliest">The first date it may begin on.</param>
public sealed record QueuePolicyBackdated(DateOnly Earliest) : Refusal
{
    public override Words Message => new(
        $"此前的申请已按另一政策排序，本政策须从{Earliest:yyyy年M月d日}或以后开始。",
        $"Applications before were placed by another policy: this one begins on {Earliest:yyyy-MM-dd} or later.");
}

public static class PublishQueuePolicyDecider
{
    public static Decision<QueuePolicyFact> Decide(PublishQueuePolicy command, QueuePolicyBook? book, DateTimeOffset now)
    {
        if (QueuePolicyDocument.Read(command.Document, out var policy) is [var fault, ..]) return new QueuePolicyInvalid(fault.Where, fault.Reason);

        var document = QueuePolicyDocument.Canonical(policy!);
        var (code, version) = (policy!.Code, policy.Version);
        if (book?.Published.FirstOrDefault(p => p.Code == code && p.Version == version) is { } same)
            return QueuePolicyDocument.Canonical(same) == document ? Decision<QueuePolicyFact>.NoChange : new QueuePolicyVersionExists(code, version);

        var next = (book?.Last(code)?.Version ?? 0) + 1;
        if (version != next) return new QueuePolicyVersionOutOfOrder(code, next);
        // The first may begin in the past: a city that starts here has had it for long.
        var today = CityTime.Today(now);
        if (book is not null && policy.EffectiveFrom < today) return new QueuePolicyBackdated(today);

        return new QueuePolicyPublished(code, version, policy.EffectiveFrom, document);
    }
}
