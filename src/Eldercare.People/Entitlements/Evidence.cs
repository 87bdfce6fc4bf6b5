using Eldercare.Store.Deciding;

namespace Eldercare.People.Entitlements;

/// <summary>How something was established.</summary>
public enum EvidenceKind
{
    /// <summary>A data item compared between departments (跨部门核对).</summary>
    CrossCheck,

    /// <summary>A certificate or card that was shown.</summary>
    Certificate,

    /// <summary>An assessment's result.</summary>
    Assessment,

    /// <summary>A visit at home (入户调查).</summary>
    HomeVisit,

    /// <summary>What the person declared.</summary>
    Declaration,
}

/// <summary>What a decision was taken on. It stands in an event and is kept for ever.</summary>
/// <param name="Kind">How it was established.</param>
/// <param name="Reference">Where it is found: a data item's or a file's number, nothing personal.</param>
/// <param name="CheckedOn">When it was looked at, city date.</param>
public sealed record Evidence(EvidenceKind Kind, string Reference, DateOnly CheckedOn)
{
    /// <summary>Hardship is established by 402 data items (the city's report of 2020).</summary>
    public const int Most = 500;

    /// <summary>Null when there is some, and all of it can be kept.</summary>
    public static Refusal? Check(ImmutableArray<Evidence> evidence, DateOnly today)
    {
        if (evidence.IsDefaultOrEmpty) return TextInvalid.Empty("evidence");
        if (evidence.Length > Most) return new TextInvalid("evidence", new($"超过{Most}份", $"has more than {Most} pieces"));
        foreach (var piece in evidence)
        {
            if (Text.Check("evidence", piece.Reference, 200) is { } reference) return reference;
            if (piece.CheckedOn > today) return new DateInFuture("evidence");
        }

        return null;
    }
}
