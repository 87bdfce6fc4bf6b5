using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

/// <summary>How a registry's row compares with the table row that stands for it, judged before anything is sent.</summary>
/// <param name="Row">What to look up.</param>
/// <param name="Judge">Given the row, or null when there is none (a view may not have come so far yet).</param>
internal sealed record Comparison(RowRef Row, Func<object?, Verdict> Judge)
{
    public static Comparison With<TRow>(Guid key, Func<TRow?, Verdict> judge)
        where TRow : class => new(RowRef.To<TRow>(key), row => judge((TRow?)row));

    /// <summary>Where no command changes the data: it must stand as the file says.</summary>
    /// <param name="key">The table row's.</param>
    /// <param name="code">For a difference.</param>
    /// <param name="what">Whose data it is, e.g. <c>home</c>.</param>
    /// <param name="columns">The file's columns, each with whether the table row agrees.</param>
    public static Comparison Fixed<TRow>(Guid key, string code, string what, Func<TRow, IEnumerable<(string Column, bool Agrees)>> columns)
        where TRow : class => With<TRow>(key, row => row is null ? Verdict.Same : Verdict.Differing(
            [.. columns(row).Where(c => !c.Agrees).Select(c => new Difference(
                c.Column, code, $"The {what} is in the store with another {c.Column}, and no file can change that yet."))]));
}

/// <summary>What is to be done about a row.</summary>
/// <param name="Send">Its command.</param>
/// <param name="Differences">What to report instead.</param>
internal readonly record struct Verdict(bool Send, ImmutableArray<Difference> Differences)
{
    public static Verdict Same { get; } = new(false, []);

    public static Verdict Changed { get; } = new(true, []);

    public static Verdict Differing(ImmutableArray<Difference> differences) => new(false, differences);
}

internal sealed record Difference(string Column, string Code, string Reason);
