using System.Text.Json;
using System.Text.Json.Nodes;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Json.Schema;

namespace Eldercare.City.Tests.Events;

/// <summary>
/// Events are for ever: what was stored must load. A test that fails here says that a type's shape changed. Where properties were added
/// that may be missing, raise the type's <see cref="EventVersionAttribute"/> and run with <c>ELDERCARE_UPDATE_SCHEMAS=1</c> to write the
/// new version's files; any other change is a new event type.
/// </summary>
public static class EventSchemaTests
{
    static EventSchemaTests()
    {
        if (Environment.GetEnvironmentVariable("ELDERCARE_UPDATE_SCHEMAS") != "1") return;
        foreach (var entry in EventCatalogue.Current)
        {
            // Never overwritten: they stand for what is stored already.
            if (!File.Exists(entry.Schema)) Write(entry.Schema, EventSchema.Of(entry.Type));
            if (!File.Exists(entry.Sample)) Write(entry.Sample, EventSample.Of(entry.Type));
        }
    }

    public static TheoryData<Type> Types => [.. EventCatalogue.Current.Select(e => e.Type)];

    public static TheoryData<Type, int> Versions => [.. EventCatalogue.All.Select(e => (e.Type, e.Version))];

    [Theory, MemberData(nameof(Types))]
    public static void Has_the_schema_that_is_kept(Type type)
    {
        var file = EventCatalogue.Of(type).Schema;

        Assert.True(File.Exists(file), $"{type.Name} has no schema; set ELDERCARE_UPDATE_SCHEMAS=1 to write it.");
        Assert.Equal(File.ReadAllText(file), EventSchema.Of(type));
    }

    [Fact]
    public static void Grows_from_version_to_version() => Assert.Empty(
        from entry in EventCatalogue.All
        where !entry.IsCurrent
        let next = EventCatalogue.Of(entry.Type, entry.Version + 1)
        from broken in EventGrowth.Breaks(JsonNode.Parse(File.ReadAllText(entry.Schema))!, JsonNode.Parse(File.ReadAllText(next.Schema))!)
        select $"{next.Schema}: {broken}");

    [Theory, MemberData(nameof(Versions))]
    public static void Keeps_a_sample_that_loads_and_says_the_same_again(Type type, int version)
    {
        var entry = EventCatalogue.Of(type, version);

        Assert.True(File.Exists(entry.Sample), $"{type.Name} has no sample; set ELDERCARE_UPDATE_SCHEMAS=1 to write one.");
        var sample = JsonNode.Parse(File.ReadAllText(entry.Sample))!;
        var again = JsonSerializer.SerializeToNode(sample.Deserialize(type, EventJson.Options), type, EventJson.Options);
        Assert.True(entry.IsCurrent ? JsonNode.DeepEquals(sample, again) : EventGrowth.Keeps(sample, again));
    }

    [Theory, MemberData(nameof(Versions))]
    public static void Keeps_a_sample_that_obeys_its_schema(Type type, int version)
    {
        var (_, _, schemaFile, sampleFile) = EventCatalogue.Of(type, version);
        var schema = JsonSchema.FromText(File.ReadAllText(schemaFile));
        using var sample = JsonDocument.Parse(File.ReadAllText(sampleFile));

        var result = schema.Evaluate(
            sample.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });

        Assert.True(result.IsValid, JsonSerializer.Serialize(result));
    }

    [Theory, MemberData(nameof(Versions))]
    public static void Has_a_schema_that_refuses_a_sample_without_a_required_property(Type type, int version)
    {
        var (_, _, schemaFile, sampleFile) = EventCatalogue.Of(type, version);
        var schema = JsonSchema.FromText(File.ReadAllText(schemaFile));
        var sample = (JsonObject)JsonNode.Parse(File.ReadAllText(sampleFile))!;
        sample.Remove((string)JsonNode.Parse(File.ReadAllText(schemaFile))!["required"]![0]!);

        Assert.False(schema.Evaluate(JsonSerializer.SerializeToElement(sample)).IsValid);
    }

    [Fact]
    public static void Keeps_no_files_of_events_that_do_not_exist()
    {
        var known = EventCatalogue.All.SelectMany(e => new[] { e.Schema, e.Sample }).Order(StringComparer.Ordinal);
        var found = Directory.EnumerateFiles(EventCatalogue.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

        Assert.Equal(known, found);
    }

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
