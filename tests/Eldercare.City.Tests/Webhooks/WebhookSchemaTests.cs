using System.Text.Json;
using System.Text.Json.Nodes;
using Eldercare.City.Webhooks;
using Json.Schema;

namespace Eldercare.City.Tests.Webhooks;

/// <summary>
/// Receivers are written by others: what is posted keeps the schema that is published. A test that fails here says that a payload's shape changed. Where
/// something came to it that may be missing, delete its files and run with <c>ELDERCARE_UPDATE_SCHEMAS=1</c>; any other change is a new kind.
/// </summary>
public static class WebhookSchemaTests
{
    static WebhookSchemaTests()
    {
        if (Environment.GetEnvironmentVariable("ELDERCARE_UPDATE_SCHEMAS") != "1") return;
        Directory.CreateDirectory(Path.Combine(WebhookSchema.Folder, "samples"));
        foreach (var schema in OfferedEvents.All.Select(o => new WebhookSchema(o)))
        {
            if (!File.Exists(schema.File)) File.WriteAllText(schema.File, schema.Text());
            if (!File.Exists(schema.SampleFile)) File.WriteAllText(schema.SampleFile, schema.Sample());
        }
    }

    public static TheoryData<WebhookKind> Kinds => [.. OfferedEvents.All.Select(o => o.Kind)];

    [Theory, MemberData(nameof(Kinds))]
    public static void Has_the_schema_and_the_sample_that_are_published(WebhookKind kind)
    {
        var schema = new WebhookSchema(OfferedEvents.Of(kind));
        Assert.True(File.Exists(schema.File) && File.Exists(schema.SampleFile), $"{kind} has no schema or no sample; set ELDERCARE_UPDATE_SCHEMAS=1 to write them.");
        Assert.Equal(File.ReadAllText(schema.File), schema.Text());
        Assert.Equal(File.ReadAllText(schema.SampleFile), schema.Sample());
    }

    [Theory, MemberData(nameof(Kinds))]
    public static void A_sample_keeps_its_schema_and_one_that_lacks_or_mistakes_something_does_not(WebhookKind kind)
    {
        var file = new WebhookSchema(OfferedEvents.Of(kind));
        var (schema, strictly) = (JsonSchema.FromText(file.Text()), new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        var sample = (JsonObject)JsonNode.Parse(file.Sample())!;
        var result = Evaluate(sample);
        Assert.True(result.IsValid, JsonSerializer.Serialize(result));
        var data = (JsonObject)sample["data"]!;
        foreach (var required in JsonNode.Parse(file.Text())!["properties"]!["data"]!["required"]!.AsArray().Select(r => (string)r!).ToArray())
        {
            var (was, _) = (data[required], data.Remove(required));
            Assert.False(Evaluate(sample).IsValid, $"{kind} without {required}");
            data[required] = new JsonObject { ["mistaken"] = true };
            Assert.False(Evaluate(sample).IsValid, $"{kind} with another {required}");
            data[required] = was;
        }

        sample["type"] = "something.else";
        Assert.False(Evaluate(sample).IsValid);

        EvaluationResults Evaluate(JsonNode payload) => schema.Evaluate(JsonSerializer.SerializeToElement(payload), strictly);
    }

    [Fact]
    public static void Nothing_is_published_that_is_not_offered()
    {
        var offered = OfferedEvents.All.Select(o => new WebhookSchema(o)).SelectMany(s => new[] { s.File, s.SampleFile }).Order(StringComparer.Ordinal);
        Assert.Equal(offered, Directory.EnumerateFiles(WebhookSchema.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }
}
