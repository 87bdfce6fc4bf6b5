using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Eldercare.Fuzz;

/// <summary>What is fuzzed.</summary>
/// <param name="Address">Of the host, without a path.</param>
/// <param name="Tokens">Sign-ins of all roles; the first is the city office's.</param>
/// <param name="BadTokens">Such as are not to be believed: run out, of another's key.</param>
internal sealed record FuzzTarget(Uri Address, IReadOnlyList<string> Tokens, IReadOnlyList<string> BadTokens);

/// <summary>Sends random requests of all kinds from one seed, and holds every answer against <see cref="Judge"/>.</summary>
internal sealed class Fuzzer : IDisposable
{
    /// <summary>The host's own limit and what a busy machine adds.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(40);

    private static readonly string[] s_types =
        ["application/json", "application/json; charset=utf-8", "application/json;charset=\"UTF-16\"", "text/plain", "application/graphql", "multipart/form-data; boundary=x", "x", ""];

    private static readonly string[] s_accepts =
        ["application/json", "application/graphql-response+json", "*/*", "text/html", "application/json;q=0", "a/b;q=x,,;", "text/event-stream", "\u00e9"];

    private static readonly string[] s_paths =
        ["/", "/health/live", "/health/ready", "/fhir/metadata", "/fhir/Location", "/fhir/Encounter?date=ge2026-01-01", "/fhir/Location/x", "/exports/census", "/exports/census?on=x&district=%00", "/exports/settlements?month=2026-10&district=321102",
            "/exports/beds.ndjson?type=Location", "/exports/stay-charges?month=x", "/kitchen-sheets/x", "/.well-known/openid-configuration", "/connect/token", "/%00", "/graphql/", "/graphql/stream", "/../../etc/passwd", "/graphql?query=%ff%fe&variables={"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = System.Net.DecompressionMethods.None }) { Timeout = s_longest };
    private readonly FuzzTarget _target;
    private readonly Findings _findings;
    private readonly KnownIds _ids = new();
    private readonly int[] _statuses = new int[600];
    private long _sent;

    public Fuzzer(FuzzTarget target, Findings findings) => (_target, _findings) = (target, findings);

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>How often each status came.</summary>
    public string Statuses => string.Join(' ', Enumerable.Range(0, _statuses.Length).Where(s => _statuses[s] > 0).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s}:{_statuses[s]}")));

    public async Task RunAsync(int seed, int workers, CancellationToken stop)
    {
        var schema = new SchemaModel(await DataAsync(SchemaModel.Question));
        foreach (var query in (string[])
        [
            "{ mealPoints(first: 20) { nodes { id } } homes(first: 10) { nodes { id } } bedQueue(first: 30) { nodes { id elder { id } bed { id } } } }",
            "{ people(search: \"w\", first: 30) { nodes { id } } welfareAlerts(open: true, first: 10) { nodes { id elder { id } } } orderedMealMisses(first: 10) { nodes { elder { id } standingOrder { id } } } }",
        ])
        {
            try
            {
                _ids.Learn(await DataAsync(query));
            }
            catch (InvalidOperationException)
            {
                // A question of another version of the schema: ids come from other answers.
            }
        }

        await Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Run(() => WorkAsync(schema, new Random(seed + (w * 7919)), stop), CancellationToken.None)));
    }

    public void Dispose() => _http.Dispose();

    private async Task WorkAsync(SchemaModel schema, Random dice, CancellationToken stop)
    {
        var documents = new Documents(schema, new Values(schema, _ids, dice), dice);
        var frames = new RawFrames(_target.Address, dice);
        while (!stop.IsCancellationRequested)
        {
            switch (dice.Next(40))
            {
                case 0:
                    await RawAsync(frames.Next(documents.Next()));
                    break;
                case 1:
                    await SocketFrames.TalkAsync(_target, documents, dice, _findings, stop);
                    break;
                case 2:
                    await SendAsync(Elsewhere(dice), [], isGraphQL: false);
                    break;
                default:
                    await CallAsync(documents.Next(), dice);
                    break;
            }

            Interlocked.Increment(ref _sent);
        }
    }

    private Task CallAsync(Call call, Random dice)
    {
        var members = new JsonObject { ["query"] = call.Query };
        if (call.Variables is not null) members["variables"] = call.Variables.DeepClone();
        if (call.Operation is not null) members["operationName"] = call.Operation;
        if (dice.Next(50) == 0) members["extensions"] = dice.Next(2) == 0 ? new JsonObject { ["persistedQuery"] = new JsonObject { ["version"] = 1, ["sha256Hash"] = "00" } } : 1;
        var body = Bytes(members, dice);
        if (dice.Next(25) == 0 && call.Query.Length < 4_000 && body.Length > 0)
        {
            var get = new HttpRequestMessage(HttpMethod.Get, new Uri(_target.Address, $"/graphql?query={Uri.EscapeDataString(Whole(call.Query))}&variables={Uri.EscapeDataString(Whole(call.Variables?.ToJsonString() ?? "{}"))}"));
            return SendAsync(Dressed(get, dice), [], isGraphQL: true);
        }

        var post = new HttpRequestMessage(dice.Next(200) == 0 ? HttpMethod.Put : HttpMethod.Post, new Uri(_target.Address, "/graphql")) { Content = new ByteArrayContent(body) };
        post.Content.Headers.TryAddWithoutValidation("Content-Type", dice.Next(60) == 0 ? s_types[dice.Next(s_types.Length)] : s_types[0]);
        if (dice.Next(200) == 0) post.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        return SendAsync(Dressed(post, dice), body, isGraphQL: true);
    }

    /// <summary>The request's JSON, now and then with bytes that somebody mutated.</summary>
    private static byte[] Bytes(JsonObject members, Random dice)
    {
        var body = Encoding.UTF8.GetBytes(members.ToJsonString());
        switch (dice.Next(40))
        {
            case 0:
                for (var i = dice.Next(1, 6); i > 0; i--) body[dice.Next(body.Length)] = (byte)dice.Next(256);
                return body;
            case 1:
                return body[..dice.Next(body.Length)];
            case 2:
                return [.. body, .. body];
            case 3:
                var bytes = new byte[dice.Next(4_000)];
                dice.NextBytes(bytes);
                return bytes;
            case 4:
                return [(byte)'[', .. body, (byte)']'];
            case 5:
                return Encoding.UTF8.GetBytes(new string('[', dice.Next(1, 5_000)));
            default:
                return body;
        }
    }

    private HttpRequestMessage Dressed(HttpRequestMessage request, Random dice)
    {
        request.Headers.TryAddWithoutValidation("Accept", dice.Next(20) == 0 ? s_accepts[dice.Next(s_accepts.Length)] : s_accepts[dice.Next(2)]);
        if (TokenOf(dice) is { } token) request.Headers.TryAddWithoutValidation("Authorization", token);
        if (dice.Next(40) == 0) request.Headers.TryAddWithoutValidation("Eldercare-After", dice.Next(3) switch { 0 => "1", 1 => "99999999999999999999", _ => "x" });
        if (dice.Next(40) == 0) request.Headers.TryAddWithoutValidation("Origin", "https://elsewhere.example");
        if (dice.Next(40) == 0) request.Headers.TryAddWithoutValidation("If-None-Match", "\"x\", *");
        if (dice.Next(40) == 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", dice.Next(2) == 0 ? "gzip;q=x" : "br, gzip");
        if (dice.Next(40) == 0) request.Headers.TryAddWithoutValidation("Accept-Language", "zh;q=9,,*");
        if (dice.Next(40) == 0) request.Headers.TryAddWithoutValidation("X-Forwarded-For", "1.2.3.4, x");
        if (dice.Next(60) == 0) request.Headers.TryAddWithoutValidation("Host", dice.Next(2) == 0 ? "a b" : new string('h', 300));
        return request;
    }

    private string? TokenOf(Random dice) => dice.Next(16) switch
    {
        0 => null,
        1 => $"Bearer {_target.BadTokens[dice.Next(_target.BadTokens.Count)]}",
        2 => $"Bearer {Mutated(_target.Tokens[dice.Next(_target.Tokens.Count)], dice)}",
        3 => dice.Next(4) switch { 0 => "Basic eDp5", 1 => "Bearer", 2 => "Bearer  ", _ => new string('x', 9_000) },
        < 10 => $"Bearer {_target.Tokens[0]}",
        _ => $"Bearer {_target.Tokens[dice.Next(_target.Tokens.Count)]}",
    };

    private static string Mutated(string token, Random dice)
    {
        var text = token.ToCharArray();
        text[dice.Next(text.Length)] = "aA0.-_=x"[dice.Next(8)];
        return new string(text);
    }

    private HttpRequestMessage Elsewhere(Random dice)
    {
        var method = dice.Next(6) switch { 0 => HttpMethod.Post, 1 => HttpMethod.Options, 2 => HttpMethod.Head, 3 => HttpMethod.Delete, _ => HttpMethod.Get };
        return Dressed(new HttpRequestMessage(method, new Uri(_target.Address.GetLeftPart(UriPartial.Authority) + s_paths[dice.Next(s_paths.Length)])), dice);
    }

    private async Task SendAsync(HttpRequestMessage request, byte[] body, bool isGraphQL)
    {
        var clock = Stopwatch.StartNew();
        var (where, curl) = ($"{request.Method} {request.RequestUri!.AbsolutePath}", CurlOf(request));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead);
            var (status, text) = ((int)response.StatusCode, Encoding.UTF8.GetString(await UnpackedAsync(response)));
            Interlocked.Increment(ref _statuses[Math.Min(status, 599)]);
            var type = response.Content.Headers.ContentType?.MediaType;
            // Not ready is what the health report may say.
            if (!where.Contains("/health/", StringComparison.Ordinal) && Judge.Of(status, request.Method == HttpMethod.Head ? null : type, text, isGraphQL) is { } wrong)
                _findings.Add($"{where}: {wrong} ({status}) {Hint(text)}", body, text, curl, _target.Address);
            else if (isGraphQL && status == 200 && text.StartsWith('{') && TryLearn(text) is { } data) _ids.Learn(data);
        }
        catch (InvalidDataException)
        {
            _findings.Add($"{where}: is not packed as it says", body, "", curl, _target.Address);
        }
        catch (TaskCanceledException)
        {
            _findings.Add($"{where}: no answer in {clock.Elapsed.TotalSeconds:0} s", body, "", curl, _target.Address);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse)
        {
            // A body that was not read to its end may cost the connection; an answer that is cut off is a fault.
            if (fault.HttpRequestError == HttpRequestError.InvalidResponse) _findings.Add($"{where}: {fault.HttpRequestError}", body, fault.Message, curl, _target.Address);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConnectionError)
        {
            _findings.Add($"{where}: the host takes no connection", body, fault.Message, curl, _target.Address);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or FormatException or InvalidOperationException)
        {
            // The client itself would not send it, or the host closed the connection on it: what may be.
        }
    }

    private async Task RawAsync((string What, byte[] Sent) frame)
    {
        var (answer, ended) = await RawFrames.SendAsync(_target.Address, frame.Sent, s_longest);
        var status = answer.Length > 12 && answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && int.TryParse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        Interlocked.Increment(ref _statuses[Math.Min(status, 599)]);
        if (!ended) _findings.Add($"{frame.What}: neither answered nor closed", frame.Sent, answer, null, _target.Address);
        if (Judge.Of(status, null, answer, isGraphQL: false) is { } wrong && status is not (501 or 505)) _findings.Add($"{frame.What}: {wrong}", frame.Sent, answer, null, _target.Address);
    }

    private async Task<JsonElement> DataAsync(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_target.Address, "/graphql")) { Content = JsonContent(query) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _target.Tokens[0]);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return TryLearn(text) ?? throw new InvalidOperationException($"The host answers {(int)response.StatusCode}: {text[..Math.Min(text.Length, 500)]}");
    }

    /// <summary>As whoever asked for it packed reads it; the client leaves that to us.</summary>
    private static async Task<byte[]> UnpackedAsync(HttpResponseMessage response)
    {
        await using var sent = await response.Content.ReadAsStreamAsync();
        await using Stream whole = response.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            "gzip" => new GZipStream(sent, CompressionMode.Decompress),
            _ => sent,
        };
        using var bytes = new MemoryStream();
        await whole.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static StringContent JsonContent(string query) => new(JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json");

    private static JsonElement? TryLearn(string text)
    {
        using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
        return json.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data.Clone() : null;
    }

    /// <summary>Enough of the answer to tell one fault from another: where it is, and not its trace id.</summary>
    private static string Hint(string text) => text.IndexOf("\"path\":", StringComparison.Ordinal) is >= 0 and var at ? text[at..Math.Min(text.Length, at + 60)] : "";

    private static string Whole(string text) => text.Any(char.IsSurrogate) ? new string([.. text.Where(c => !char.IsSurrogate(c))]) : text;

    private static string CurlOf(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated.AsEnumerable() ?? [])
            .Select(h => $"-H '{h.Key}: {string.Join(", ", h.Value).Replace("'", "'\\''", StringComparison.Ordinal)}'");
        return $"curl -i -X {request.Method} '{request.RequestUri}' {string.Join(' ', headers)}{(request.Content is null ? "" : " --data-binary @FILE")}";
    }
}
