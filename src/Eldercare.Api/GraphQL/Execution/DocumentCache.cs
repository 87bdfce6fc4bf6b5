using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>A document that was parsed and is within <see cref="DocumentLimits"/>.</summary>
/// <param name="Document">Its operations and fragments.</param>
/// <param name="Introspects">Whether it asks for the schema.</param>
public sealed record CheckedDocument(GraphQLDocument Document, bool Introspects)
{
    private readonly ConcurrentDictionary<string, RequestCost> _costs = new(StringComparer.Ordinal);

    /// <summary>What one of its operations costs with these variables; where they make no difference it is computed once.</summary>
    public RequestCost CostOf(ISchema schema, GraphQLOperationDefinition operation, Inputs? variables)
    {
        var name = operation.Name?.StringValue ?? "";
        if (_costs.TryGetValue(name, out var known)) return known;
        var cost = CostAnalysis.Of(schema, Document, operation, variables);
        if (!cost.ByVariables) _costs[name] = cost;
        return cost;
    }
}

/// <summary>
/// Documents that were parsed and found valid, by their text. Bounded: when one generation is full it becomes the old one, and the
/// older one is forgotten; what is still used moves over.
/// </summary>
public sealed class DocumentCache
{
    private const int MostCharacters = 2_000_000;

    private ConcurrentDictionary<string, CheckedDocument> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, CheckedDocument> _old = new(StringComparer.Ordinal);
    private int _characters;

    public CheckedDocument? Find(string text)
    {
        if (_young.TryGetValue(text, out var document)) return document;
        if (!_old.TryGetValue(text, out document)) return null;
        Add(text, document);
        return document;
    }

    public void Add(string text, CheckedDocument document)
    {
        if (!_young.TryAdd(text, document)) return;
        if (Interlocked.Add(ref _characters, text.Length) <= MostCharacters) return;
        Interlocked.Exchange(ref _characters, 0);
        _old = Interlocked.Exchange(ref _young, new ConcurrentDictionary<string, CheckedDocument>(StringComparer.Ordinal));
    }
}
