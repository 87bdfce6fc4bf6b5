using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Eldercare.Fuzz;

/// <summary>Something that should not be, and how to see it again.</summary>
/// <param name="What">In a line.</param>
/// <param name="Again">A curl command, or where the bytes are that were sent.</param>
/// <param name="Answer">The beginning of what was answered.</param>
internal sealed record Finding(string What, string Again, string Answer);

/// <summary>Keeps findings, one of a kind, each with the bytes sent in a file of its own.</summary>
internal sealed class Findings(string folder)
{
    private const int Shown = 400;

    private readonly ConcurrentDictionary<string, Finding> _all = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Finding> All => [.. _all.Values];

    /// <param name="what">What is wrong, the same for the same fault.</param>
    /// <param name="sent">The body, or all that went over the wire.</param>
    /// <param name="answer">What came.</param>
    /// <param name="curl">The command, with <c>FILE</c> for where the body lies; null when the file is to be sent as it is.</param>
    /// <param name="address">Of the host.</param>
    public void Add(string what, byte[] sent, string answer, string? curl, Uri address)
    {
        var kind = what.Length > 160 ? what[..160] : what;
        if (_all.ContainsKey(kind)) return;
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"finding-{_all.Count + 1}-{Math.Abs(kind.GetHashCode(StringComparison.Ordinal)) % 10000}.bin"));
        File.WriteAllBytes(file, sent);
        var again = curl?.Replace("FILE", file, StringComparison.Ordinal) ?? $"nc {address.Host} {address.Port} < {file}";
        var finding = new Finding(what, again, answer.Length > Shown ? answer[..Shown] + "…" : answer);
        if (_all.TryAdd(kind, finding)) File.WriteAllText(file + ".txt", $"{finding.What}\n{finding.Again}\n{finding.Answer}\n", Encoding.UTF8);
    }
}
