using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.Http.Abuse;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Live;

/// <summary>What a connection needs of the host.</summary>
public sealed record LiveServices(
    LiveHub Hub, Messages Messages, TokenReader Tokens, IOptions<LiveSettings> Options, IHostApplicationLifetime Lifetime, TimeProvider Clock,
    ClientQuotas Quotas, IOptions<ApiSettings> Api, ILogger<LiveSession> Log)
{
    /// <summary>Clients have allowances.</summary>
    public bool Rates => Api.Value.Rates.On;

    public LiveSettings Settings => Options.Value;
}

/// <summary>
/// One client's long connection, over whatever transport: its operations, what they send, and when it has to end. One message is made and sent
/// at a time, so what a client does not take costs this host no more than that message and what its watchers hold.
/// </summary>
public sealed partial class LiveSession : IAsyncDisposable
{
    /// <summary>Words of the protocol that may wait for a client that asks without listening.</summary>
    private const int MostWords = 64;

    private readonly LiveServices _host;
    private readonly LiveWire _wire;
    private readonly Channel<Func<CancellationToken, Task>> _out =
        System.Threading.Channels.Channel.CreateUnbounded<Func<CancellationToken, Task>>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, LiveOperation> _operations = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<LiveEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenRegistration _stopping;
    private (Caller Caller, string? Authorization)? _signIn;
    private long _waitingBytes;
    private int _words;
    private long _sendingSince;
    private long _idleSince;
    private long _hearingSince;

    public LiveSession(LiveServices host, LiveWire wire)
    {
        (_host, _wire, _idleSince) = (host, wire, host.Clock.GetTimestamp());
        _stopping = host.Lifetime.ApplicationStopping.Register(() => End(LiveEnd.Restarting));
        LiveMetrics.Connections.Add(1, Tag);
    }

    /// <summary>Done when the connection has to end.</summary>
    public Task<LiveEnd> Ended => _end.Task;

    /// <summary>Who it is; null before she has said so.</summary>
    public Caller? Caller => _signIn?.Caller;

    public int Operations => _operations.Count;

    private KeyValuePair<string, object?> Tag => new("transport", _wire.Transport);

    public bool Runs(string id) => _operations.ContainsKey(id);

    /// <param name="caller">Who it is.</param>
    /// <param name="authorization">What she is asked for again and again.</param>
    public void SignIn(Caller caller, string? authorization) => _signIn = (caller, authorization);

    /// <summary>False when the sign-in is not good any more, or says something else by now; then the connection ends.</summary>
    public async ValueTask<bool> IsSignedInAsync()
    {
        if (_signIn is not var (caller, authorization) || caller.IsAnonymous || caller == await _host.Tokens.ReadAsync(authorization)) return true;
        End(LiveEnd.SignInOver);
        return false;
    }

    public void End(LiveEnd end)
    {
        if (!_end.TrySetResult(end)) return;
        if (end.Metric is { } reason) LiveMetrics.Ended.Add(1, new KeyValuePair<string, object?>("reason", reason));
        _out.Writer.TryComplete();
    }

    /// <summary>A part of a message came; from the first to the last the client is waited for.</summary>
    public void Hears(bool isLast)
    {
        if (isLast) Interlocked.Exchange(ref _hearingSince, 0);
        else Interlocked.CompareExchange(ref _hearingSince, _host.Clock.GetTimestamp(), 0);
    }

    /// <summary>Sends what is to be sent, and looks after the connection, until it has to end.</summary>
    public async Task RunAsync()
    {
        var looking = LookAsync();
        try
        {
            await foreach (var send in _out.Reader.ReadAllAsync())
            {
                if (_end.Task.IsCompleted) break;
                await send(_abort.Token);
                Interlocked.Exchange(ref _sendingSince, 0);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or WebSocketException or ObjectDisposedException)
        {
            // The client has gone, or does not take what it is sent.
            End(LiveEnd.Gone);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Failed(_host.Log, fault);
            End(LiveEnd.Failed);
        }

        await looking;
    }

    /// <summary>Starts an operation whose id is free; its answers come by themselves.</summary>
    public void Start(string id, GraphQLRequest request)
    {
        var operation = new LiveOperation(id, request, this, _host);
        if (!_operations.TryAdd(id, operation)) throw new InvalidOperationException($"{id} runs already.");
        Interlocked.Exchange(ref _idleSince, 0);
        operation.Begin();
    }

    /// <summary>Nothing more of an operation is wanted, or will come.</summary>
    public async Task StopAsync(string id)
    {
        if (!_operations.TryRemove(id, out var operation)) return;
        Rest();
        await operation.DisposeAsync();
    }

    /// <summary>Ends an operation that still runs by an error.</summary>
    internal Task FailAsync(LiveOperation operation, Message message, CancellationToken cancellation) =>
        EndAsync(operation, () => SendAsync(_wire.ErrorAsync(operation.Id, message, cancellation)));

    /// <summary>Sends a word of the protocol.</summary>
    public void Say(string word)
    {
        if (Interlocked.Increment(ref _words) > MostWords) End(LiveEnd.TooSlow);
        else
            Post(stop =>
            {
                Interlocked.Decrement(ref _words);
                return SendAsync(_wire.SayAsync(word, stop));
            });
    }

    /// <summary>Sends the one answer of an operation, and that it is over.</summary>
    internal void Answer(LiveOperation operation, Message message, bool asError)
    {
        // Work of the one who asks: how much of it may wait is bounded, a single answer is not.
        if (Interlocked.Add(ref _waitingBytes, message.Result.Length) - message.Result.Length > _host.Settings.MostWaitingBytes) End(LiveEnd.TooSlow);
        else
            Post(async stop =>
            {
                Interlocked.Add(ref _waitingBytes, -message.Result.Length);
                if (asError)
                {
                    await FailAsync(operation, message, stop);
                    return;
                }

                // Another may have its id by now.
                if (!_operations.TryGetValue(operation.Id, out var runs) || runs != operation) return;
                await NextAsync(operation.Id, message, stop);
                await EndAsync(operation, () => SendAsync(_wire.CompleteAsync(operation.Id, stop)));
            });
    }

    /// <summary>Something to send, when it is its turn.</summary>
    internal void Post(Func<CancellationToken, Task> send) => _out.Writer.TryWrite(send);

    internal async Task NextAsync(string id, Message message, CancellationToken cancellation)
    {
        await SendAsync(_wire.NextAsync(id, message, cancellation));
        LiveMetrics.Messages.Add(1, Tag);
    }

    /// <summary>Says the last word of an operation that still runs. Its id is free before that: who reads the word may use it again at once.</summary>
    private async Task EndAsync(LiveOperation operation, Func<Task> lastWord)
    {
        if (!_operations.TryRemove(KeyValuePair.Create(operation.Id, operation))) return;
        Rest();
        try
        {
            await lastWord();
        }
        finally
        {
            await operation.DisposeAsync();
        }
    }

    private void Rest()
    {
        if (_operations.IsEmpty) Interlocked.Exchange(ref _idleSince, _host.Clock.GetTimestamp());
    }

    /// <summary>From here on the client has to take it.</summary>
    private Task SendAsync(Task taken)
    {
        Interlocked.Exchange(ref _sendingSince, _host.Clock.GetTimestamp());
        return taken;
    }

    private async Task LookAsync()
    {
        var (settings, clock) = (_host.Settings, _host.Clock);
        using var timer = new PeriodicTimer(settings.LookEvery, clock);
        var (said, asked) = (clock.GetTimestamp(), clock.GetTimestamp());
        while (!_end.Task.IsCompleted)
        {
            var tick = timer.WaitForNextTickAsync().AsTask();
            if (await Task.WhenAny(tick, _end.Task) != tick) break;
            if (IsOver(ref _sendingSince, settings.StalledAfter)) End(LiveEnd.TooSlow);
            if (IsOver(ref _hearingSince, settings.MessageWithin)) End(LiveEnd.TooSlow);
            if (_operations.IsEmpty && IsOver(ref _idleSince, settings.IdleAfter)) End(LiveEnd.Idle);
            await IsSignedInAsync();
            if (clock.GetElapsedTime(said) >= settings.KeepAlive)
            {
                said = clock.GetTimestamp();
                Say(LiveWire.Alive);
            }

            if (clock.GetElapsedTime(asked) < settings.RightsEvery) continue;
            asked = clock.GetTimestamp();
            foreach (var operation in _operations.Values) operation.AskRights();
        }

        // Who still takes what is being sent reads then why she was cut off.
        _abort.CancelAfter(settings.StalledAfter);
    }

    private bool IsOver(ref long since, TimeSpan most) => Interlocked.Read(ref since) is > 0 and var from && _host.Clock.GetElapsedTime(from) > most;

    public async ValueTask DisposeAsync()
    {
        End(LiveEnd.Left);
        await _stopping.DisposeAsync();
        await _abort.CancelAsync();
        foreach (var id in _operations.Keys) await StopAsync(id);
        LiveMetrics.Connections.Add(-1, Tag);
        _abort.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "A long connection failed")]
    private static partial void Failed(ILogger log, Exception fault);
}
