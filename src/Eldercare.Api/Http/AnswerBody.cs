using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;

namespace Eldercare.Api.Http;

/// <summary>Results as JSON, into memory that is used again: so that an answer's length is known before it begins, and of a GET its tag.</summary>
public sealed class AnswerSerializer(Action<JsonSerializerOptions> configure, IErrorInfoProvider errors) : GraphQLSerializer(configure, errors)
{
    /// <summary>A buffer that one large answer made larger is not kept.</summary>
    private const int LargestKept = 512 * 1024, MostKept = 64;

    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];

    /// <summary>The result's bytes, until they are disposed of.</summary>
    public AnswerBody Serialize(ExecutionResult result)
    {
        var buffer = _buffers.TryTake(out var used) ? used : new ArrayBufferWriter<byte>(4096);
        var body = new AnswerBody(this, buffer);
        using var writer = new Utf8JsonWriter(buffer, new() { Encoder = SerializerOptions.Encoder });
        JsonSerializer.Serialize(writer, result, SerializerOptions);
        return body;
    }

    internal void Return(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > LargestKept || _buffers.Count >= MostKept) return;
        buffer.ResetWrittenCount();
        _buffers.Add(buffer);
    }
}

/// <summary>An answer that is ready to be sent.</summary>
public sealed class AnswerBody(AnswerSerializer owner, ArrayBufferWriter<byte> buffer) : IDisposable
{
    private bool _returned;

    public ReadOnlyMemory<byte> Bytes => buffer.WrittenMemory;

    /// <summary>The opaque part of a strong entity tag: the same for the same bytes in the same media type.</summary>
    public string Tag(string mediaType)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.ASCII.GetBytes(mediaType));
        hash.AppendData(buffer.WrittenSpan);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    public void Dispose()
    {
        if (_returned) return;
        _returned = true;
        owner.Return(buffer);
    }
}
