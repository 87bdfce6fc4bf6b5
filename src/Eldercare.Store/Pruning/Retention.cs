using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Eldercare.Store.Pruning;

/// <summary>How long receipts and past claims are kept. A client may repeat a command with its key for that long.</summary>
public sealed record Retention
{
    public const string Setting = "Retention:Days";

    /// <summary>Kept at least so long; longer by up to <see cref="Every"/>.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan FirstLook { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Table pages (of 8 KB) gone through in one transaction: a few milliseconds.</summary>
    public int Pages { get; init; } = 256;

    /// <summary>Between two transactions, so that the writer has the disk.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The defaults, with the days of <see cref="Setting"/> when that is set.</summary>
    /// <exception cref="InvalidOperationException">The setting is no whole number of days from 1 to 3,650.</exception>
    public static Retention From(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => new(),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 3_650
            => new() { Kept = TimeSpan.FromDays(days) },
        var text => throw new InvalidOperationException($"{Setting} is '{text}': a whole number of days from 1 to 3650 is wanted."),
    };
}
