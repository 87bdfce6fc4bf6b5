using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Eldercare.Api.Tests.Abuse;

/// <summary>Who sends or takes a byte now and then holds a connection no longer than the settings say. Here they say as little as the server lets them.</summary>
public sealed class SlowTests(SlowTests.ImpatientHosts hosts) : IClassFixture<SlowTests.ImpatientHosts>
{
    /// <summary>Far more than the settings allow, and far less than the server's own limits, or than a test that hangs.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(15);

    /// <summary>Asks for much more than it is long.</summary>
    private static readonly string s_wide = $"/graphql?query={Uri.EscapeDataString("{ __schema { types { name description fields { name description } } } }")}";

    private static readonly KeyValuePair<string, string?>[] s_impatient =
    [
        new("Api:Patience:Headers", "00:00:01"), new("Api:Patience:Grace", "00:00:01.1"), new("Api:Patience:Body", "00:00:03"), new("Api:LongestAnswer", "00:05:00"),
        new("Live:InitWithin", "00:00:00.3"), new("Live:MessageWithin", "00:00:01"), new("Live:LookEvery", "00:00:00.05"),
    ];

    public sealed class ImpatientHosts : IAsyncLifetime
    {
        internal TestApi One { get; } = new(clock: null, s_impatient);

        internal TestApi Two { get; } = new(clock: null, [.. s_impatient, new("Kestrel:EndpointDefaults:Protocols", "Http2"), new("Api:Patience:BytesPerSecond", "10000000")]);

        public async ValueTask InitializeAsync()
        {
            await One.InitializeAsync();
            await Two.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await One.DisposeAsync();
            await Two.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: x\r\nX-Slow: ", 1, "408")]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n", 1, "408")]
    [InlineData("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: 9999\r\n\r\n", 1, "408")]
    // Fast enough on average, and for too long.
    [InlineData("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n", 100, "408")]
    public async Task Headers_and_bodies_that_come_slowly_are_not_waited_for(string head, int bytes, string status)
    {
        using var socket = await ConnectAsync(hosts.One);
        await socket.SendAsync(Encoding.ASCII.GetBytes(head));
        var answer = AnswerAsync(socket);
        var part = Encoding.ASCII.GetBytes(new string(' ', bytes));
        while (await Task.WhenAny(answer, Task.Delay(50, TestContext.Current.CancellationToken)) != answer)
        {
            try
            {
                await socket.SendAsync(part);
            }
            catch (SocketException)
            {
                // Closed meanwhile.
                break;
            }
        }

        Assert.StartsWith($"HTTP/1.1 {status} ", await answer, StringComparison.Ordinal);
    }

    /// <summary>What was made of an answer is waited for as long as that much may take, and no answer longer than any may.</summary>
    [Theory]
    [InlineData("10000000", "00:05:00")]
    [InlineData("240", "00:00:01")]
    public async Task Answers_that_are_not_taken_are_given_up(string bytesPerSecond, string longest)
    {
        await using var host = new TestApi(
            clock: null, new KeyValuePair<string, string?>("Api:Patience:BytesPerSecond", bytesPerSecond), new("Api:Patience:Grace", "00:00:01.1"), new("Api:LongestAnswer", longest));
        await host.InitializeAsync();
        using var socket = await ConnectAsync(host);
        // As many as fill whatever lies between.
        var asked = Encoding.ASCII.GetBytes($"GET {s_wide} HTTP/1.1\r\nHost: x\r\n\r\n");
        await socket.SendAsync(Enumerable.Repeat(asked, 400).SelectMany(a => a).ToArray());
        using var patience = new CancellationTokenSource(s_longest);
        // What lies between still wants to come; what is sent from here on nobody takes any more.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (true)
            {
                await socket.SendAsync("\n"u8.ToArray(), patience.Token);
                await Task.Delay(50, patience.Token);
            }
        });
    }

    [Fact]
    public async Task Over_HTTP_2_a_body_that_comes_slowly_is_not_waited_for()
    {
        using var client = Http2();
        var begun = TimeProvider.System.GetTimestamp();
        using var request = Http2(new HttpRequestMessage(HttpMethod.Post, hosts.Two.Address) { Content = new Trickle() });
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken).WaitAsync(s_longest, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.RequestTimeout, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The stream or the connection was broken off before an answer came.
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromSeconds(1), s_longest);
    }

    [Fact]
    public async Task Over_HTTP_2_an_answer_that_is_not_taken_is_given_up()
    {
        using var client = Http2();
        using var request = Http2(new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(hosts.Two.Address), s_wide)));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (answer.StatusCode, answer.Version));
        // Until it is given up there is nothing to see; then what was not sent does not come.
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<HttpRequestException>(() => answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken).WaitAsync(s_longest));
    }

    /// <summary>A frame whose rest does not come, before a client has said who it is and after.</summary>
    [Theory]
    [InlineData(false, 4408)]
    [InlineData(true, 4430)]
    public async Task Half_a_message_on_a_socket_is_not_waited_for(bool begun, int code)
    {
        using var socket = await ConnectAsync(hosts.One);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            "GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"));
        if (begun) await socket.SendAsync(Frame(Encoding.ASCII.GetBytes("{\"type\":\"connection_init\"}"), length: null));
        await socket.SendAsync(Frame("{"u8.ToArray(), length: 90));
        var answer = Encoding.Latin1.GetBytes(await AnswerAsync(socket));
        // The last that comes is the close frame: its code, then its reason.
        var close = answer.AsSpan().LastIndexOf((byte)0x88);
        Assert.Equal(code, (answer[close + 2] << 8) | answer[close + 3]);
    }

    /// <summary>A text frame whose mask changes nothing.</summary>
    private static byte[] Frame(byte[] payload, int? length) => [0x81, (byte)(0x80 | (length ?? payload.Length)), 0, 0, 0, 0, .. payload];

    private static async Task<Socket> ConnectAsync(TestApi host)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync("127.0.0.1", new Uri(host.Address).Port, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>All that comes until the host closes the connection.</summary>
    private static async Task<string> AnswerAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(s_longest);
        var (buffer, all) = (new byte[16 * 1024], new StringBuilder());
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var read) all.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // Cut off.
        }

        return all.ToString();
    }

    private static HttpClient Http2() => new(new SocketsHttpHandler { InitialHttp2StreamWindowSize = 65_535 });

    private static HttpRequestMessage Http2(HttpRequestMessage request)
    {
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        return request;
    }

    /// <summary>A body of a byte now and then, without end.</summary>
    private sealed class Trickle : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            while (true)
            {
                await stream.WriteAsync(" "u8.ToArray());
                await stream.FlushAsync();
                await Task.Delay(50);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
