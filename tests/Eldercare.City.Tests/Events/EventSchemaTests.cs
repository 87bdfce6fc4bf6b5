using System.Text.Json;
using System.Text.Json.Nodes;
using Eldercare.Store;
using Json.Schema;

namespace Eldercare.City.Tests.Events;

/// <summary>
/// Events are for ever: what was stored must load. A test that fails here says that a type's shape changed. Adding a nullable
/// property is fine (run with <c>ELDERCARE_UPDATE_SCHEMAS=1</c> to take the new schema over); any other change needs a new version
/// of the event with an upcaster.
/// </summary>
public static class EventSchemaTests
{
    static EventSchemaTests()
    {
        if (Environment.GetEnvironmentVariable("ELDERCARE_UPDATE_SCHEMAS") != "1") return;
        foreach (var (type, schema, sample) in EventCatalogue.All)
        {
            Write(schema, EventSchema.Of(type));
            // Never overwritten: a sample stands for what is stored already.
            if (!File.Exists(sample)) Write(sample, EventSample.Of(type));
        }
    }

    public static TheoryData<Type> Types => EventCatalogue.Types;

    [Theory, MemberData(nameof(Types))]
    public static void Has_the_schema_that_is_kept(Type type)
    {
        var file = EventCatalogue.Of(type).Schema;

        Assert.True(File.Exists(file), $"{type.Name} has no schema; set ELDERCARE_UPDATE_SCHEMAS=1 to write it.");
        Assert.Equal(File.ReadAllText(file), EventSchema.Of(type));
    }

    [Theory, MemberData(nameof(Types))]
    public static void Keeps_a_sample_that_loads_and_says_the_same_again(Type type)
    {
        var file = EventCatalogue.Of(type).Sample;

        Assert.True(File.Exists(file), $"{type.Name} has no sample; set ELDERCARE_UPDATE_SCHEMAS=1 to write one.");
        var sample = JsonNode.Parse(File.ReadAllText(file))!;
        var loaded = sample.Deserialize(type, EventJson.Options);
        Assert.True(JsonNode.DeepEquals(sample, JsonSerializer.SerializeToNode(loaded, type, EventJson.Options)));
    }

    [Theory, MemberData(nameof(Types))]
    public static void Keeps_a_sample_that_obeys_its_schema(Type type)
    {
        var (_, schemaFile, sampleFile) = EventCatalogue.Of(type);
        var schema = JsonSchema.FromText(File.ReadAllText(schemaFile));
        using var sample = JsonDocument.Parse(File.ReadAllText(sampleFile));

        var result = schema.Evaluate(
            sample.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });

        Assert.True(result.IsValid, JsonSerializer.Serialize(result));
    }

    [Theory, MemberData(nameof(Types))]
    public static void Has_a_schema_that_refuses_a_sample_without_a_required_property(Type type)
    {
        var (_, schemaFile, sampleFile) = EventCatalogue.Of(type);
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
