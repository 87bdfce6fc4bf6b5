using Eldercare.People.Search;

namespace Eldercare.People.Tests.Search;

public static class DoorTermTests
{
    [Theory]
    [InlineData("小明", "1234", null, SearchKind.Name, "小明")]
    [InlineData("王 小明", "1234", null, SearchKind.Name, "王小明")]
    [InlineData("WXM", "0000", null, SearchKind.Letters, "wxm")]
    [InlineData(null, null, " 11010519491231002x ", SearchKind.Identity, "11010519491231002X")]
    public static void Takes_both_halves_or_the_whole_number(string? name, string? tail, string? number, SearchKind kind, string text)
    {
        var term = DoorTerm.TryParse(name, tail, number);
        Assert.Equal((new SearchTerm(kind, text), tail), (term!.Value.Term, term.Value.PhoneTail));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("小明", null, null)]
    [InlineData(null, "1234", null)]
    [InlineData("王", "1234", null)]
    [InlineData("·王 ", "1234", null)]
    [InlineData("w", "1234", null)]
    [InlineData("12345", "1234", null)]
    [InlineData("11010519491231002X", "1234", null)]
    [InlineData("小明", "123", null)]
    [InlineData("小明", "12345", null)]
    [InlineData("小明", "12 4", null)]
    [InlineData("小明", "１２３４", null)]
    [InlineData("小明", "1234", "11010519491231002X")]
    [InlineData(null, "1234", "11010519491231002X")]
    [InlineData(null, null, "110105194912310021")]
    [InlineData(null, null, "002X")]
    public static void Takes_no_less(string? name, string? tail, string? number) => Assert.Null(DoorTerm.TryParse(name, tail, number));

    [Fact]
    public static void Does_not_say_what_was_said() => Assert.Equal("DoorTerm Name", DoorTerm.TryParse("小明", "1234", null).ToString());
}
