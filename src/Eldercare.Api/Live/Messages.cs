using System.Collections.Concurrent;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.SignIn;
using GraphQL;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Live;

/// <summary>A result as it goes over the wire.</summary>
/// <param name="Result">The execution result as JSON, without line breaks.</param>
/// <param name="Errors">Its errors alone, as JSON.</param>
/// <param name="Executed">It was executed; false when it did not come to that.</param>
/// <param name="Ended">The caller may not watch this any more: the code says why, and it is the last message.</param>
public sealed record Message(ReadOnlyMemory<byte> Result, ReadOnlyMemory<byte> Errors, bool Executed, string? Ended);

/// <summary>
/// Makes messages: one for all who ask the same with the same reach. Where a document selects nothing but what is open to everybody, all
/// callers reach the same; else each caller has her own.
/// </summary>
public sealed class Messages(
    GraphQLRunner runner, IGraphQLSerializer serializer, OpenDocuments open, IOptions<LiveSettings> settings) : IDisposable
{
    private readonly ConcurrentDictionary<Key, Shared> _shared = [];
    private readonly SemaphoreSlim _atWork = new(settings.Value.MostAtWork);

    /// <summary>Runs an operation once: to its answer, or to where it says what it watches.</summary>
    public async Task<Message> RunAsync(GraphQLRequest request, CancellationToken cancellation)
    {
        await _atWork.WaitAsync(cancellation);
        try
        {
            return await MessageAsync(await runner.RunAsync(request, cancellation), cancellation);
        }
        finally
        {
            _atWork.Release();
        }
    }

    /// <summary>Where the messages of a subscription that was opened come from; given back by <see cref="Leave"/>.</summary>
    public Shared Join(GraphQLRequest request)
    {
        var isOpen = open.Is(request.Call);
        var call = request.Call;
        var source = request with { Caller = isOpen ? Caller.Anonymous : request.Caller, Source = null, Client = null, Cost = null };
        var variables = call.Variables is { } given ? JsonSerializer.Serialize<IReadOnlyDictionary<string, object?>>(given) : "";
        var key = new Key(source with { Call = call with { Variables = null } }, variables);
        while (true)
        {
            var shared = _shared.GetOrAdd(key, k => new Shared(this, k, source, isOpen));
            if (shared.TryJoin()) return shared;
        }
    }

    public void Leave(Shared shared)
    {
        if (shared.TryEnd()) _shared.TryRemove(KeyValuePair.Create(shared.Key, shared));
    }

    public async Task<Message> MessageAsync(ExecutionResult result, CancellationToken cancellation)
    {
        using var json = new MemoryStream();
        await serializer.WriteAsync(json, result, cancellation);
        if (result.Errors is not { Count: > 0 } errors) return new(json.ToArray(), default, result.Executed, Ended: null);
        using var alone = new MemoryStream();
        await serializer.WriteAsync(alone, errors, cancellation);
        var refused = errors.FirstOrDefault(e => e.Path is not { } path || path.Take(2).Count() < 2);
        return new(
            json.ToArray(), alone.ToArray(), result.Executed,
            refused is null ? null : ErrorInfos.CodeOf(refused) is var code and (ApiError.ForbiddenCode or ApiError.UnauthenticatedCode) ? code : null);
    }

    public void Dispose() => _atWork.Dispose();

    /// <summary>All that an answer depends on; variables by their text, since they are equal only to themselves.</summary>
    internal sealed record Key(GraphQLRequest Request, string Variables);

    /// <summary>The messages of all who ask the same.</summary>
    public sealed class Shared
    {
        /// <summary>Clients are at most so many messages apart without having each its own made.</summary>
        private const int Remembered = 4;

        private readonly Messages _messages;
        private readonly GraphQLRequest _source;
        private readonly Lock _gate = new();
        private readonly Queue<(Change Change, Task<Message> Message)> _last = new();
        private int _joined;

        internal Shared(Messages messages, Key key, GraphQLRequest source, bool isOpen) =>
            (_messages, Key, _source, IsOpen) = (messages, key, source, isOpen);

        internal Key Key { get; }

        /// <summary>It selects only what is open to everybody.</summary>
        public bool IsOpen { get; }

        /// <summary>The message that tells of a change; made once.</summary>
        public Task<Message> OfAsync(Change change)
        {
            lock (_gate)
            {
                foreach (var (known, message) in _last)
                {
                    if (known == change) return message;
                }

                // Not to be ended by whoever asks first: others may be waiting for it.
                var made = _messages.RunAsync(_source with { Source = change }, CancellationToken.None);
                _last.Enqueue((change, made));
                if (_last.Count > Remembered) _last.Dequeue();
                return made;
            }
        }

        internal bool TryJoin()
        {
            lock (_gate)
            {
                if (_joined < 0) return false;
                _joined++;
                return true;
            }
        }

        internal bool TryEnd()
        {
            lock (_gate)
            {
                if (--_joined > 0) return false;
                _joined = -1;
                return true;
            }
        }
    }
}
