using System.Collections.Concurrent;

namespace Eldercare.Api.GraphQL.Documents;

/// <summary>
/// Documents that clients have sent with their hash, by the hash. Bounded: when one generation is full it becomes the old one, and the older one
/// is forgotten; what is still asked for moves over, and who asks for what is forgotten sends it again.
/// </summary>
public sealed class LearnedDocuments(int mostCharacters = 4_000_000)
{
    private ConcurrentDictionary<string, string> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, string> _old = new(StringComparer.Ordinal);
    private int _characters;

    public string? Find(string id)
    {
        if (_young.TryGetValue(id, out var text)) return text;
        if (!_old.TryGetValue(id, out text)) return null;
        Add(id, text);
        return text;
    }

    public void Add(string id, string text)
    {
        if (!_young.TryAdd(id, text)) return;
        if (Interlocked.Add(ref _characters, text.Length) <= mostCharacters) return;
        Interlocked.Exchange(ref _characters, 0);
        _old = Interlocked.Exchange(ref _young, new ConcurrentDictionary<string, string>(StringComparer.Ordinal));
    }
}
