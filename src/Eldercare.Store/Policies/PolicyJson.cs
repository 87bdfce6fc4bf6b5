using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Json.Schema;

namespace Eldercare.Store.Policies;

/// <summary>What a city decided, as JSON: read only when it obeys its schema and makes sense.</summary>
/// <param name="home">The assembly that has schema and shipped documents as resources.</param>
/// <param name="schema">The schema's resource name.</param>
/// <param name="checks">What the schema cannot say.</param>
public sealed class PolicyJson<TPolicy>(Assembly home, string schema, Func<TPolicy, ImmutableArray<PolicyFault>> checks)
    where TPolicy : class
{
    /// <summary>In characters; the longest that ships has a tenth.</summary>
    public const int MaxLength = 100_000;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutMissingLists } },
    };

    private readonly Lazy<JsonSchema> _schema = new(() => JsonSchema.FromText(Resource(home, schema)));

    /// <summary>The policy, or what is wrong with the document.</summary>
    public ImmutableArray<PolicyFault> Read(string text, out TPolicy? policy)
    {
        policy = null;
        if (text.Length > MaxLength) return [new(string.Empty, $"It is longer than {MaxLength} characters.")];
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var result = _schema.Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
            if (!result.IsValid) return FaultsOf(result);
            var read = document.RootElement.Deserialize<TPolicy>(s_options)!;
            var faults = checks(read);
            if (faults.IsEmpty) policy = read;
            return faults;
        }
        catch (JsonException fault)
        {
            return [new(Plain(fault.Path ?? string.Empty), $"It cannot be read as JSON of that form (line {(fault.LineNumber ?? 0) + 1}).")];
        }
    }

    /// <summary>A document that was accepted before.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public static TPolicy Parse(string accepted) => JsonSerializer.Deserialize<TPolicy>(accepted, s_options)
        ?? throw new InvalidOperationException("The policy's document is empty.");

    /// <summary>The one way to write a policy, on one line.</summary>
    public static string Canonical(TPolicy policy) => JsonSerializer.Serialize(policy, s_options);

    /// <summary>The documents that ship in a folder of the resources, by file name without ending.</summary>
    public IReadOnlyDictionary<string, string> Shipped(string folder) => home.GetManifestResourceNames()
        .Where(n => n.StartsWith($"{folder}/", StringComparison.Ordinal))
        .ToDictionary(n => Path.GetFileNameWithoutExtension(n), n => Resource(home, n), StringComparer.Ordinal);

    private static void LeaveOutMissingLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (!property.PropertyType.IsGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(ImmutableArray<>)) continue;
            var missing = Activator.CreateInstance(property.PropertyType);
            property.ShouldSerialize = (_, list) => !Equals(list, missing);
        }
    }

    private static ImmutableArray<PolicyFault> FaultsOf(EvaluationResults result)
    {
        PolicyFault[] faults =
        [
            .. from detail in result.Details ?? []
               where detail.Errors is not null && !IsCondition(detail.EvaluationPath.ToString())
               from error in detail.Errors!
               select new PolicyFault(Plain(detail.InstanceLocation.ToString()), Plain(error.Value)),
        ];
        return faults.Length == 0 ? [new(string.Empty, "It does not obey its schema.")] : [.. faults.DistinctBy(f => f.Where + f.Reason).Take(20)];
    }

    /// <summary>What a condition or a choice of the schema asks does not have to be so.</summary>
    private static bool IsCondition(string path) =>
        path.Contains("/if", StringComparison.Ordinal) || path.Contains("/anyOf/", StringComparison.Ordinal);

    /// <summary>Refusals are stored: they repeat no more of a document than a plain, short piece.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Take(200))
            plain.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar ? "?" : rune.ToString());
        return plain.ToString();
    }

    private static string Resource(Assembly home, string name)
    {
        using var stream = home.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
