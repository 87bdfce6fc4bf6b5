using System.Collections.Frozen;
using System.Text.Json;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Store.Writing;

/// <summary>Every event type of every context, by its name in the store.</summary>
public sealed class EventTypes
{
    private readonly FrozenDictionary<string, Type> _byAlias;
    private readonly FrozenDictionary<Type, (string Alias, string DotNetName)> _byType;
    private readonly FrozenDictionary<string, Type> _refusals;
    private readonly FrozenDictionary<string, StreamType> _streams;

    public EventTypes(IEnumerable<IContextModule> modules)
    {
        var streams = modules.SelectMany(m => m.Streams).ToArray();
        _streams = streams.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);
        var facts = streams
            .SelectMany(s => s.FactType.Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(s.FactType)))
            .Distinct().ToArray();
        _byType = facts.ToFrozenDictionary(t => t, t => (ColumnMap.SnakeCase(t.Name), $"{t.FullName}, {t.Assembly.GetName().Name}"));
        _byAlias = facts.ToFrozenDictionary(t => _byType[t].Alias);
        _refusals = modules.Select(m => m.GetType().Assembly).Append(typeof(Refusal).Assembly).Distinct()
            .SelectMany(a => a.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Refusal))))
            .ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
    }

    public IEnumerable<Type> Facts => _byType.Keys;

    public IEnumerable<Type> Refusals => _refusals.Values;

    public (string Alias, string DotNetName) NameOf(Type fact) => _byType.TryGetValue(fact, out var name)
        ? name
        : throw new InvalidOperationException($"{fact.Name} is no event of a registered stream.");

    internal Type TypeOf(string alias) => _byAlias.TryGetValue(alias, out var type)
        ? type
        : throw new InvalidOperationException($"Unknown event type '{alias}' in the store.");

    /// <summary>The stream type of that name, or null when no context has one.</summary>
    internal StreamType? StreamOf(string name) => _streams.GetValueOrDefault(name);

    /// <summary>
    /// An event of any version, also of one before properties were added (<see cref="EventVersionAttribute"/>). No step in between turns
    /// old JSON into new: Marten reads the same rows by itself, and would need it too.
    /// </summary>
    public object Read(string alias, string json) => JsonSerializer.Deserialize(json, TypeOf(alias), EventJson.Options)!;

    internal static string Write(object fact) => JsonSerializer.Serialize(fact, fact.GetType(), EventJson.Options);

    internal Refusal ReadRefusal(string name, string json) => _refusals.TryGetValue(name, out var type)
        ? (Refusal)JsonSerializer.Deserialize(json, type, EventJson.Options)!
        : throw new InvalidOperationException($"Unknown refusal '{name}' in a receipt.");
}
