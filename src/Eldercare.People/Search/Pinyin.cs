using System.Reflection;
using System.Text;

namespace Eldercare.People.Search;

/// <summary>How Chinese names are read, in letters without tones: 王小明 is <c>wangxiaoming</c>, in initials <c>wxm</c>.</summary>
public static class Pinyin
{
    /// <summary>A character with several readings gives several initials; of a whole name no more than these.</summary>
    private const int MostInitials = 8;

    private static readonly Lazy<Readings> s_readings = new(Readings.Load);

    /// <summary>The usual reading of a whole name; what cannot be read is left out. The first character is read as a family name.</summary>
    public static string Spell(string name)
    {
        var (text, readings) = (new StringBuilder(), s_readings.Value);
        foreach (var character in name)
            if (readings.Of(character, isFamilyName: text.Length == 0) is [var usual, ..]) text.Append(usual);
        return text.ToString();
    }

    /// <summary>The first letters of every way to read a name, the usual one first; none when nothing of it can be read.</summary>
    public static IReadOnlyList<string> Initials(string name)
    {
        List<string> all = [string.Empty];
        foreach (var character in name)
        {
            var letters = s_readings.Value.Of(character, isFamilyName: all[0].Length == 0).Select(r => r[0]).Distinct().ToArray();
            if (letters.Length == 0) continue;
            all = [.. letters.SelectMany(letter => all.Select(begun => begun + letter)).Take(MostInitials)];
        }

        return all[0].Length == 0 ? [] : all;
    }

    /// <summary>The table beside this file: a line a syllable with the characters read so.</summary>
    private sealed class Readings
    {
        private readonly Dictionary<char, string[]> _all = [];
        private readonly Dictionary<char, string> _familyNames = [];

        public static Readings Load()
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("pinyin.txt")
                ?? throw new InvalidOperationException("The table of readings is missing from the program.");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var readings = new Readings();
            while (reader.ReadLine() is { } line)
                if (line.Length > 0 && line[0] != '#') readings.Add(line);
            return readings;
        }

        /// <summary>The usual reading first.</summary>
        public string[] Of(char character, bool isFamilyName)
        {
            var readings = _all.GetValueOrDefault(character, []);
            return isFamilyName && _familyNames.TryGetValue(character, out var first) ? [first, .. readings] : readings;
        }

        private void Add(string line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var syllable = line[(line[0] is '+' or '!' ? 1 : 0)..space];
            foreach (var character in line.AsSpan(space + 1))
            {
                if (line[0] == '!') _familyNames[character] = syllable;
                else _all[character] = [.. _all.GetValueOrDefault(character, []), syllable];
            }
        }
    }
}
