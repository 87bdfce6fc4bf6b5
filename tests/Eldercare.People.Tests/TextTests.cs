namespace Eldercare.People.Tests;

public static class TextTests
{
    [Theory]
    [InlineData("安娜")]
    [InlineData("O'Neill-Žižek ")]
    [InlineData("𠮷野")]
    [InlineData("five5")]
    public static void Takes_what_people_write(string text) => Assert.Null(Text.Check("name", text, 20));

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("", "is empty")]
    [InlineData(" \t\u3000", "is empty")]
    [InlineData("123456", "is longer than 5 characters")]
    [InlineData("a\0b", "holds a control character")]
    [InlineData("a\nb", "holds a control character")]
    [InlineData("a\u0085", "holds a control character")]
    public static void Refuses_what_no_one_can_read_or_store(string? text, string reason)
    {
        var refused = Text.Check("name", text, 5)!;
        Assert.Equal(("name", reason), (refused.Field, refused.Reason.En));
    }

    /// <summary>Not inline data: an attribute cannot hold half a character.</summary>
    [Fact]
    public static void Refuses_half_a_character() => Assert.All(
        (string[])["a\ud842", "\udfb7a", "\ud842a"],
        text => Assert.Equal(new TextInvalid("name", new("含有不完整的字符", "holds half a character")), Text.Check("name", text, 5)));

    [Fact] public static void An_optional_text_may_be_missing() => Assert.Null(Text.CheckOptional("phone", null, 5));

    [Fact]
    public static void An_optional_text_is_checked_when_it_is_there() =>
        Assert.Equal(new TextInvalid("phone", new("含有控制字符", "holds a control character")), Text.CheckOptional("phone", "1\0", 5));

    [Fact]
    public static void Does_not_repeat_the_text() =>
        Assert.Equal("name is longer than 5 characters.", Text.Check("name", new string('a', 100_000), 5)?.Message.En);
}
