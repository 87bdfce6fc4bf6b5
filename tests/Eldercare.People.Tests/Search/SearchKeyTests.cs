using System.Text.RegularExpressions;
using CsCheck;
using Eldercare.People.Search;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Search;

public static class SearchKeyTests
{
    [Theory]
    [InlineData("王小明", "wangxiaoming", "wxm")]
    [InlineData("单雄信", "shanxiongxin", "sxx")]
    [InlineData("曾国藩", "zengguofan", "zgf")]
    [InlineData("吕布", "lvbu", "lb")]
    [InlineData("欧阳修", "ouyangxiu", "oyx")]
    [InlineData("Anna Zhu", "", null)]
    public static void A_name_is_read_as_people_read_it(string name, string spelled, string? initials)
    {
        Assert.Equal(spelled, Pinyin.Spell(name));
        Assert.Equal(initials, Pinyin.Initials(name) is [var first, ..] ? first : null);
    }

    [Fact]
    public static void A_character_with_two_readings_has_both_initials() => Assert.Equal(["wcm", "wzm"], Pinyin.Initials("王长明").Order(StringComparer.Ordinal));

    [Fact]
    public static void The_key_is_plain_and_says_name_phone_and_number_from_the_end() => Assert.Equal(
        " wxm wangxiaoming| 43210000931 x213|n38blc0fm60e", SearchKey.Of("王小明", "139-0000 1234", "32110219400229312X"));

    [Fact]
    public static void Who_was_erased_has_no_key() => Assert.Null(AnnasRecord.Erased(Today).SearchKey);

    [Theory]
    [InlineData("王", SearchKind.Name)]
    [InlineData(" 王 小明 ", SearchKind.Name)]
    [InlineData("WXM", SearchKind.Letters)]
    [InlineData("wang xiao", SearchKind.Letters)]
    [InlineData("1234", SearchKind.Tail)]
    [InlineData("139-0000 1234", SearchKind.Tail)]
    [InlineData("002X", SearchKind.Tail)]
    [InlineData(Number, SearchKind.Identity)]
    public static void What_was_typed_is_understood(string typed, SearchKind kind) => Assert.Equal(kind, SearchTerm.TryParse(typed)?.Kind);

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("w")]
    [InlineData("123")]
    [InlineData("12x4")]
    [InlineData("%_%_")]
    [InlineData("wx%")]
    [InlineData("·")]
    public static void What_finds_nobody_is_told(string? typed) => Assert.Null(SearchTerm.TryParse(typed));

    [Theory]
    [InlineData("小明", true)]
    [InlineData("王小明", true)]
    [InlineData("明小", false)]
    [InlineData("大", false)]
    [InlineData("wxm", true)]
    [InlineData("wx", true)]
    [InlineData("xm", false)]
    [InlineData("wangx", true)]
    [InlineData("xiaoming", false)]
    [InlineData("1234", true)]
    [InlineData("00001234", true)]
    [InlineData("0000", false)]
    [InlineData("312X", true)]
    [InlineData("9312X", false)]
    public static void A_term_fits_what_it_says(string typed, bool fits) => Assert.Equal(
        fits, Fits(SearchTerm.TryParse(typed)!.Value, SearchKey.Of("王小明", "139-0000 1234", "32110219400229312X")));

    [Fact]
    public static void A_name_in_letters_is_found_by_each_word() => Assert.All(
        (string[])["Zebulina", "quill", "zebulina quill", "ZEBULINAQ"],
        typed => Assert.True(Fits(SearchTerm.TryParse(typed)!.Value, SearchKey.Of("Zebulina Quillfeather", null, Number))));

    /// <summary>Whatever the name: a part of it fits, and a part that is not in it does not, as if the characters themselves were compared.</summary>
    [Fact]
    public static void Codes_are_mistaken_for_no_others()
    {
        // Few characters, chosen for codes that look alike, so that parts often meet.
        var character = Gen.Int[0, 8].Select(i => "王小㮋丌一龥쀀\uABCD\uBCDA"[i]);
        var name = character.Array[1, 6].Select(c => new string(c));
        Gen.Select(name, character.Array[1, 3].Select(c => new string(c)))
            .Sample((whole, part) => Assert.Equal(
            whole.Contains(part, StringComparison.Ordinal),
            Fits(new SearchTerm(SearchKind.Name, part), SearchKey.Of(whole, "13900001234", Number))));
    }

    [Fact]
    public static void A_term_says_nothing_personal_in_a_log() => Assert.DoesNotContain("王", SearchTerm.TryParse("王小明").ToString(), StringComparison.Ordinal);

    /// <summary>SQL's like.</summary>
    private static bool Fits(SearchTerm term, string key) => Regex.IsMatch(
        key, $"^{Regex.Escape(SearchKey.PatternOf(term)!).Replace("%", ".*", StringComparison.Ordinal)}$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
