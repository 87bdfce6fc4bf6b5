using System.Globalization;

namespace Eldercare.Import.Demo;

/// <summary>Generates the register of elders and keeps of each what the other files need.</summary>
internal sealed class DemoPeople(DemoSize size, DateOnly today)
{
    public const string Header = "registry_number,name,identity_number,phone,address,district,"
        + "care_level,care_standard,assessed_on,expires_on,assessed_by";

    /// <summary>0 intact to 4 total, or <see cref="NotAssessed"/>.</summary>
    public const byte NotAssessed = 255;

    private static readonly string[] s_levels = ["intact", "mild", "moderate", "severe", "total"];

    /// <summary>Shares of people aged 65 and over in five-year bands from 65; the last ends before 105.</summary>
    private static readonly double[] s_bands = [0.35, 0.25, 0.17, 0.12, 0.075, 0.028, 0.0065, 0.0005];

    private readonly DateOnly _oldest = today.AddYears(-105);
    private readonly byte[] _district = new byte[size.People];
    private readonly bool[] _female = new bool[size.People];
    private readonly byte[] _level = new byte[size.People];
    private readonly ushort[] _born = new ushort[size.People];
    private readonly bool[] _resident = new bool[size.People];

    public int Count => size.People;

    public int District(int elder) => _district[elder];

    public bool Female(int elder) => _female[elder];

    public DateOnly BornOn(int elder) => _oldest.AddDays(_born[elder]);

    public byte Level(int elder) => _level[elder];

    public bool IsResident(int elder) => _resident[elder];

    public void MoveIn(int elder) => _resident[elder] = true;

    public static string Number(int elder) => string.Create(CultureInfo.InvariantCulture, $"E-{elder + 1:0000000}");

    public void Write(TextWriter writer, Action<long> progress)
    {
        writer.WriteLine(Header);
        var random = new DemoRandom(1);
        var numbers = new ushort[_oldest.AddYears(46).DayNumber - _oldest.DayNumber, 2];
        var shares = DemoDistrict.All.Select(d => d.Share).ToArray();
        for (var i = 0; i < size.People; i++)
        {
            var older = (long)(i + 1) * size.People65 / size.People > (long)i * size.People65 / size.People;
            var born = older ? BornBefore65(ref random) : BornBetween60And65(ref random);
            var female = random.Chance(0.5 + ((today.Year - born.Year - 60) * 0.004));
            var district = random.Weighted(shares);
            (_female[i], _district[i], _born[i]) = (female, (byte)district, (ushort)(born.DayNumber - _oldest.DayNumber));
            writer.Write(Number(i));
            writer.Write(',');
            writer.Write(DemoNames.Person(ref random, female));
            writer.Write(',');
            WriteIdentityNumber(writer, born, female, numbers[born.DayNumber - _oldest.DayNumber, female ? 0 : 1]++);
            writer.Write(random.Chance(0.88) ? string.Create(CultureInfo.InvariantCulture, $",100{i:00000000},") : ",,");
            writer.Write(DemoNames.Address(ref random, DemoDistrict.All[district]));
            writer.Write(random.Between(1, 6));
            writer.Write("0");
            writer.Write(random.Between(1, 4));
            writer.Write("室,");
            writer.Write(DemoDistrict.All[district].Code);
            WriteCareLevel(writer, i, born, ref random);
            if ((i + 1) % 10_000 == 0) progress(i + 1);
        }
    }

    private DateOnly BornBefore65(ref DemoRandom random)
    {
        var band = random.Weighted(s_bands);
        var youngest = today.AddYears(-65 - (5 * band)).DayNumber;
        return DateOnly.FromDayNumber(random.Between(today.AddYears(-70 - (5 * band)).DayNumber + 1, youngest));
    }

    /// <summary>Not in the month in which others turned 65: so counts by month and by day agree.</summary>
    private DateOnly BornBetween60And65(ref DemoRandom random)
    {
        var turned = today.AddYears(-65);
        var from = new DateOnly(turned.Year, turned.Month, 1).AddMonths(1);
        return DateOnly.FromDayNumber(random.Between(from.DayNumber, today.AddYears(-60).DayNumber));
    }

    /// <summary>
    /// GB 11643: region, date of birth, sequence (odd for men), check digit. Region 321199 was never given out, so that no
    /// number can be a living person's.
    /// </summary>
    private static void WriteIdentityNumber(TextWriter writer, DateOnly born, bool female, int nth)
    {
        Span<char> number = stackalloc char[18];
        "321199".CopyTo(number);
        born.TryFormat(number[6..], out _, "yyyyMMdd", CultureInfo.InvariantCulture);
        var sequence = ((nth + born.DayNumber) % 500 * 2) + (female ? 0 : 1);
        sequence.TryFormat(number[14..], out _, "000", CultureInfo.InvariantCulture);
        var (sum, weight) = (0, 1);
        for (var i = 16; i >= 0; i--)
        {
            weight = weight * 2 % 11;
            sum += weight * (number[i] - '0');
        }

        number[17] = "10X98765432"[sum % 11];
        writer.Write(number);
    }

    private void WriteCareLevel(TextWriter writer, int elder, DateOnly born, ref DemoRandom random)
    {
        var age = today.Year - born.Year;
        if (!random.Chance(age switch { < 66 => 0.05, < 80 => 0.15, _ => 0.7 }))
        {
            _level[elder] = NotAssessed;
            writer.WriteLine(",,,,,");
            return;
        }

        var level = random.Weighted(age < 80 ? [0.35, 0.35, 0.15, 0.10, 0.05] : [0.15, 0.30, 0.25, 0.18, 0.12]);
        _level[elder] = (byte)level;
        var assessed = today.AddDays(-random.Between(20, 700));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $",{s_levels[level]},GB/T 42195-2022,{assessed:yyyy-MM-dd},{assessed.AddYears(2):yyyy-MM-dd},assessor-{random.Between(1, 60):00}"));
    }
}
