using System.Text.Json.Nodes;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Tests.Events;

public static class EventGrowthTests
{
    private enum Roof
    {
        None,
        Canvas,
    }

    private enum MoreRoofs
    {
        None,
        Canvas,
        Glass,
    }

    private sealed record Trader(Guid Id);

    private sealed record TraderWithPhone(Guid Id, string? Phone = null);

    private sealed record StallOpened(Guid Stall, int Places, Roof Roof, ImmutableArray<Trader> Traders, string? Name = null);

    public static TheoryData<Type, string[]> Changes => new()
    {
        { typeof(Growing.StallOpened), [] },
        { typeof(Renamed.StallOpened), ["/places is gone", "/required"] },
        { typeof(Retyped.StallOpened), ["/places/type"] },
        { typeof(Demanding.StallOpened), ["/required"] },
        { typeof(Forgetting.StallOpened), ["/name is gone"] },
        { typeof(Loosened.StallOpened), ["/places/default", "/required"] },
        { typeof(Poorer.StallOpened), ["/roof/enum", "/traders/items/id is gone", "/traders/items/required"] },
    };

    [Theory, MemberData(nameof(Changes))]
    public static void A_version_adds_what_may_be_missing_and_nothing_else(Type version2, string[] broken) => Assert.Equal(
        broken,
        EventGrowth.Breaks(JsonNode.Parse(EventSchema.Of(typeof(StallOpened)))!, JsonNode.Parse(EventSchema.Of(version2))!)
            .Order(StringComparer.Ordinal));

    [Fact]
    public static void The_files_of_the_versions_before_stay_beside_the_newest() => Assert.Equal(
        ["stall_opened.v1.json", "stall_opened.v2.json*"],
        EventCatalogue.VersionsOf(typeof(Growing.StallOpened), "fair", "stall_opened")
            .Select(e => Path.GetFileName(e.Schema) + (e.IsCurrent ? "*" : "")));

    [Theory]
    [InlineData("""{"a":1,"b":[{"c":2}]}""", """{"a":1,"b":[{"c":2,"d":3}],"e":4}""", true)]
    [InlineData("""{"a":1}""", """{"a":2}""", false)]
    [InlineData("""{"a":1}""", """{"e":4}""", false)]
    [InlineData("""{"b":[1]}""", """{"b":[1,2]}""", false)]
    public static void What_was_said_is_said_again(string older, string newer, bool kept) =>
        Assert.Equal(kept, EventGrowth.Keeps(JsonNode.Parse(older), JsonNode.Parse(newer)));

    private static class Growing
    {
        [EventVersion(2)]
        public sealed record StallOpened(
            Guid Stall, int Places, MoreRoofs Roof, ImmutableArray<TraderWithPhone> Traders, string? Name = null, int Days = 1, string? Street = null);
    }

    private static class Renamed
    {
        public sealed record StallOpened(Guid Stall, int Seats, Roof Roof, ImmutableArray<Trader> Traders, string? Name = null);
    }

    private static class Retyped
    {
        public sealed record StallOpened(Guid Stall, double Places, Roof Roof, ImmutableArray<Trader> Traders, string? Name = null);
    }

    private static class Demanding
    {
        public sealed record StallOpened(Guid Stall, int Places, Roof Roof, ImmutableArray<Trader> Traders, string Street, string? Name = null);
    }

    private static class Forgetting
    {
        public sealed record StallOpened(Guid Stall, int Places, Roof Roof, ImmutableArray<Trader> Traders);
    }

    private static class Loosened
    {
        public sealed record StallOpened(Guid Stall, Roof Roof, ImmutableArray<Trader> Traders, string? Name = null, int Places = 1);
    }

    private static class Poorer
    {
        public sealed record StallOpened(Guid Stall, int Places, Canvas Roof, ImmutableArray<Nobody> Traders, string? Name = null);

        public enum Canvas
        {
            None,
        }

        public sealed record Nobody(string? Name = null);
    }
}
