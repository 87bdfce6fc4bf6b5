namespace Eldercare.People.Tests;

public static class CityTests
{
    [Theory]
    [InlineData(15, 59, 59, 2)]
    [InlineData(16, 0, 0, 3)]
    public static void The_citys_day_begins_at_sixteen_hours_utc(int hour, int minute, int second, int day) =>
        Assert.Equal(
            new DateOnly(2026, 3, day), CityTime.Today(new DateTimeOffset(2026, 3, 2, hour, minute, second, TimeSpan.Zero)));

    [Fact]
    public static void The_senders_offset_does_not_matter() => Assert.Equal(
        new DateOnly(2026, 3, 3), CityTime.Today(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(-7))));

    [Fact]
    public static void A_city_time_becomes_an_instant_in_utc()
    {
        var instant = CityTime.At(new(2026, 3, 2), new(7, 30));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero), instant);
        Assert.Equal(TimeSpan.Zero, instant.Offset);
    }

    [Fact]
    public static void Knows_the_six_districts_and_the_new_area() => Assert.Equal(
        ["321102", "321111", "321112", "321181", "321182", "321183", "ZJXQ"], Districts.All.Select(d => d.Code));

    [Fact]
    public static void The_new_area_has_a_parent_of_the_standard() =>
        Assert.Equal(new District("ZJXQ", "镇江新区", "Zhenjiang New Area", "321100"), Districts.All[^1]);

    [Theory]
    [InlineData("321102", true)]
    [InlineData("ZJXQ", true)]
    [InlineData("zjxq", false)]
    [InlineData("321100", false)]
    [InlineData("", false)]
    public static void Knows_a_district_by_its_exact_code(string code, bool known) => Assert.Equal(known, Districts.IsKnown(code));
}
