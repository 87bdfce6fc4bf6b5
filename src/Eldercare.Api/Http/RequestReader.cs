using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Microsoft.Net.Http.Headers;

namespace Eldercare.Api.Http;

/// <summary>A request that cannot be answered by GraphQL: its HTTP status and what to say.</summary>
public sealed class RefusedRequestException(int status, ApiError error) : Exception
{
    public int Status { get; } = status;

    public ApiError Error { get; } = error;

    public static RefusedRequestException Of(int status, string zh, string en) => new(status, new ApiError(ApiError.BadRequestCode, new(zh, en)));
}

/// <summary>Reads a GraphQL request from HTTP, strictly.</summary>
public static class RequestReader
{
    /// <summary>The one compression that bodies may have.</summary>
    public const string Coding = "gzip";

    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 64 };
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="request">Its body is JSON, perhaps compressed.</param>
    /// <param name="maxBytes">The largest body, as it is sent and unpacked.</param>
    /// <param name="within">How long it may take.</param>
    /// <exception cref="RefusedRequestException">The request is broken.</exception>
    public static async Task<GraphQLCall> PostAsync(HttpRequest request, int maxBytes, TimeSpan within)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            throw RefusedRequestException.Of(StatusCodes.Status415UnsupportedMediaType, "请以 UTF-8 编码的 application/json 提交。", "Send application/json in UTF-8.");
        var body = await BodyAsync(request, maxBytes, within);
        try
        {
            using var json = JsonDocument.Parse(body, s_json);
            return CallReader.Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "请求内容不是 UTF-8 编码的 JSON。", "The body is not JSON in UTF-8.");
        }
    }

    /// <param name="request">Its parameters are those of a call, <c>variables</c> and <c>extensions</c> as JSON.</param>
    /// <param name="maxCharacters">The longest path and query.</param>
    /// <exception cref="RefusedRequestException">The request is broken.</exception>
    public static GraphQLCall Get(HttpRequest request, int maxCharacters)
    {
        var length = request.Path.Value!.Length + (request.QueryString.Value?.Length ?? 0);
        if (length > maxCharacters)
            throw new RefusedRequestException(StatusCodes.Status414UriTooLong, ApiError.Limit(
                "address", maxCharacters, length, new(
                    $"网址最多{maxCharacters}个字符，这个有{length}个：请改用 POST，或只发送文档编号。",
                    $"an address has at most {maxCharacters} characters, and this one {length}: send the request by POST, or a document's id.")));
        // The framework turns broken percent escapes into replacement characters; U+FFFD is never meant.
        var (query, id, operation) = (Parameter(request, "query"), Parameter(request, "documentId"), Parameter(request, "operationName"));
        if (query.Contains('\uFFFD', StringComparison.Ordinal)) throw new RefusedRequestException(StatusCodes.Status400BadRequest, TextRules.Broken());
        return CallReader.Of(
            query, id.Length == 0 ? null : id, operation.Length == 0 ? null : operation,
            Json(request, "variables", CallReader.Variables), Json(request, "extensions", CallReader.PersistedQuery));
    }

    private static string Parameter(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString();
        return TextRules.IsWhole(text) ? text : throw new RefusedRequestException(StatusCodes.Status400BadRequest, TextRules.Broken());
    }

    private static T? Json<T>(HttpRequest request, string name, Func<JsonElement, T?> read)
        where T : class
    {
        var text = Parameter(request, name);
        if (text.Length == 0) return null;
        try
        {
            using var json = JsonDocument.Parse(text, s_json);
            return read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, $"参数 {name} 不是 JSON。", $"The parameter {name} is not JSON.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, int maxBytes, TimeSpan within)
    {
        if (request.ContentLength > maxBytes) throw TooLarge(maxBytes, request.ContentLength);
        await using var unpacked = Unpacked(request);
        var source = unpacked ?? request.Body;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted);
        patience.CancelAfter(within);
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? 4096, maxBytes) + 1);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer.GetMemory(1), patience.Token)) > 0)
            {
                buffer.Advance(read);
                if (buffer.WrittenCount > maxBytes) throw TooLarge(maxBytes, asked: null);
            }

            s_utf8.GetCharCount(buffer.WrittenSpan);
        }
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            // The server says so of a chunk whose size is no number that it can hold.
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "请求格式有误。", "The request is broken.");
        }
        catch (OperationCanceledException) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw RefusedRequestException.Of(StatusCodes.Status408RequestTimeout, "请求内容发送得太慢。", "The body came too slowly.");
        }
        catch (InvalidDataException)
        {
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, $"请求内容不是 {Coding}。", $"The body is not {Coding}.");
        }
        catch (DecoderFallbackException)
        {
            throw RefusedRequestException.Of(StatusCodes.Status400BadRequest, "请求内容不是 UTF-8 编码。", "The body is not UTF-8.");
        }

        return buffer.WrittenMemory;
    }

    /// <summary>What a compressed body holds; null of one that is not.</summary>
    private static GZipStream? Unpacked(HttpRequest request) => request.Headers.ContentEncoding.ToString() switch
    {
        "" => null,
        var coding when coding.Equals(Coding, StringComparison.OrdinalIgnoreCase) => new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true),
        _ => throw RefusedRequestException.Of(StatusCodes.Status415UnsupportedMediaType, $"请求内容请不要压缩，或用 {Coding}。", $"Send the body without compression, or as {Coding}."),
    };

    private static RefusedRequestException TooLarge(int maxBytes, long? asked) => new(
        StatusCodes.Status413PayloadTooLarge,
        ApiError.Limit("bytes", maxBytes, asked, new(
            $"一次请求最多{maxBytes}字节，这次{(asked is { } bytes ? $"有{bytes}字节" : "超出了")}。",
            $"a request has at most {maxBytes}, and this one {asked?.ToString(CultureInfo.InvariantCulture) ?? "more"}.")));
}
