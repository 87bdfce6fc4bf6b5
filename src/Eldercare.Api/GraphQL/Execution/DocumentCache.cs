using System.Collections.Concurrent;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>
/// Documents that were parsed and found valid, by their text. Bounded: when one generation is full it becomes the old one, and the
/// older one is forgotten; what is still used moves over.
/// </summary>
public sealed class DocumentCache
{
    private const int MostCharacters = 2_000_000;

    private ConcurrentDictionary<string, GraphQLDocument> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, GraphQLDocument> _old = new(StringComparer.Ordinal);
    private int _characters;

    public GraphQLDocument? Find(string text)
    {
        if (_young.TryGetValue(text, out var document)) return document;
        if (!_old.TryGetValue(text, out document)) return null;
        Add(text, document);
        return document;
    }

    public void Add(string text, GraphQLDocument document)
    {
        if (!_young.TryAdd(text, document)) return;
        if (Interlocked.Add(ref _characters, text.Length) <= MostCharacters) return;
        Interlocked.Exchange(ref _characters, 0);
        _old = Interlocked.Exchange(ref _young, new ConcurrentDictionary<string, GraphQLDocument>(StringComparer.Ordinal));
    }
}
