using Eldercare.People.Elders;

namespace Eldercare.People.Tests.Elders;

public static class IdentityNumberTests
{
    /// <summary>The first two are the examples in the standard's own text (GB 11643-1999, 4).</summary>
    [Theory]
    [InlineData("11010519491231002X", "1949-12-31", Gender.Female, "11010519491231002X")]
    [InlineData("440524188001010014", "1880-01-01", Gender.Male, "440524188001010014")]
    [InlineData("11010519491231002x", "1949-12-31", Gender.Female, "11010519491231002X")]
    [InlineData("321102194002290024", "1940-02-29", Gender.Female, "321102194002290024")]
    public static void Reads_birth_date_and_gender(string text, string born, Gender gender, string value)
    {
        Assert.True(IdentityNumber.TryParse(text, out var number, out var reason));
        Assert.Equal((new IdentityNumber(value, DateOnly.Parse(born, null), gender), ""), (number, reason.En));
    }

    [Theory]
    [InlineData(null, "has not 18 characters")]
    [InlineData("", "has not 18 characters")]
    [InlineData("110105491231002", "has not 18 characters")]
    [InlineData("11010519491231002", "has not 18 characters")]
    [InlineData(" 11010519491231002X", "has not 18 characters")]
    [InlineData("１10105194912310021", "holds something else than digits")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", "holds something else than digits")]
    [InlineData("1101051949123100X2", "holds something else than digits")]
    [InlineData("110105194912310-21", "holds something else than digits")]
    [InlineData("110105194902290021", "has no birth date")]
    [InlineData("110105194913310021", "has no birth date")]
    [InlineData("110105000012310021", "has no birth date")]
    [InlineData("110105194912310021", "has a wrong check character")]
    [InlineData("110105194912310012", "has a wrong check character")]
    [InlineData("11010519491231002Ｘ", "has a wrong check character")]
    [InlineData("11010519491231002\0", "has a wrong check character")]
    public static void Says_what_is_wrong_without_the_number(string? text, string expected)
    {
        Assert.False(IdentityNumber.TryParse(text, out var number, out var reason));
        Assert.Equal((default, expected), (number, reason.En));
    }

    [Fact]
    public static void Finds_every_slip_of_one_digit()
    {
        const string right = "11010519491231002X";
        for (var at = 0; at < 17; at++)
            for (var digit = '0'; digit <= '9'; digit++)
                if (digit != right[at])
                    Assert.False(IdentityNumber.TryParse(right[..at] + digit + right[(at + 1)..], out _, out _));
    }

    [Fact]
    public static void Does_not_print_itself()
    {
        Assert.True(IdentityNumber.TryParse("11010519491231002X", out var number, out _));
        Assert.Equal("IdentityNumber", $"{number}");
    }
}
