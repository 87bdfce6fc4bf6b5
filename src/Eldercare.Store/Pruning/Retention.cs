using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Eldercare.Store.Pruning;

/// <summary>How long receipts and past claims are kept. A client may repeat a command with its key for that long.</summary>
public sealed record Retention
{
    public const string Setting = "Retention:Days", YearsSetting = "Retention:FileReadYears";

    /// <summary>Kept at least so long; longer by up to <see cref="Every"/>.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long it is kept who read of a person's file: three years, as long as a claim can be made for a wrong one did (Civil Code, art. 188).</summary>
    public TimeSpan FileReads { get; init; } = Years(3);

    public TimeSpan FirstLook { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Table pages (of 8 KB) gone through in one transaction: a few milliseconds.</summary>
    public int Pages { get; init; } = 256;

    /// <summary>Between two transactions, so that the writer has the disk.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The defaults, with the days of <see cref="Setting"/> and the years of <see cref="YearsSetting"/> when these are set.</summary>
    /// <exception cref="InvalidOperationException">A setting is no whole number of days from 1 to 3,650, or of years from 1 to 30.</exception>
    public static Retention From(IConfiguration configuration)
    {
        var usual = new Retention();
        return usual with
        {
            Kept = Number(configuration, Setting, 3_650, "days") is { } days ? TimeSpan.FromDays(days) : usual.Kept,
            FileReads = Number(configuration, YearsSetting, 30, "years") is { } years ? Years(years) : usual.FileReads,
        };
    }

    private static TimeSpan Years(int years) => TimeSpan.FromDays(years * 365.25);

    private static int? Number(IConfiguration configuration, string setting, int most, string unit) => configuration[setting] switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most => number,
        var text => throw new InvalidOperationException($"{setting} is '{text}': a whole number of {unit} from 1 to {most} is wanted."),
    };
}
