using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Execution;
using GraphQL;
using GraphQL.Execution;

namespace Eldercare.Api.Live;

/// <summary>One operation of a connection: a query or a mutation that is answered once, or a subscription.</summary>
internal sealed class LiveOperation(string id, GraphQLRequest request, LiveSession session, LiveServices host) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _beginning = Task.CompletedTask;
    private Watcher? _watcher;
    private Messages.Shared? _messages;
    private bool _added;
    private int _posted;
    private int _asking;

    public string Id => id;

    public void Begin() => _beginning = Task.Run(BeginAsync, CancellationToken.None);

    /// <summary>Asks anew whether the caller may watch this; ends it when not. What is open to everybody is not asked.</summary>
    public void AskRights()
    {
        if (_messages is { IsOpen: false } && Interlocked.Exchange(ref _asking, 1) == 0) _ = AskAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beginning;
        if (_added)
        {
            LiveMetrics.Subscriptions.Add(-1);
            await host.Hub.RemoveAsync(_watcher!);
        }

        if (_messages is { } messages) host.Messages.Leave(messages);
        _stop.Dispose();
    }

    private async Task BeginAsync()
    {
        try
        {
            var opening = new Opening();
            var first = await host.Messages.RunAsync(request with { Source = opening }, _stop.Token);
            if (opening.Topic is not { } topic)
            {
                session.Answer(this, first, asError: !first.Executed || (opening.IsSubscription && first.Errors.Length > 0));
                return;
            }

            var after = opening.After ?? -1;
            _messages = host.Messages.Join(request);
            _watcher = topic is WorkTopic
                ? new EachWatcher(Wake, host.Settings.MostWaiting, () => session.End(LiveEnd.TooSlow)) { After = after }
                : new LatestWatcher(Wake) { After = after };
            await host.Hub.AddAsync(topic, opening.After, _watcher, () => _added = true, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The client wants it no more.
        }
        catch (ApiError refused)
        {
            session.Answer(this, await host.Messages.MessageAsync(new ExecutionResult(refused), CancellationToken.None), asError: true);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            session.Answer(this, await host.Messages.MessageAsync(new ExecutionResult(new UnhandledError("Subscribing failed.", fault)), CancellationToken.None), asError: true);
        }
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _posted, 1) == 0) session.Post(SendAsync);
    }

    private async Task SendAsync(CancellationToken stop)
    {
        Interlocked.Exchange(ref _posted, 0);
        if (_stop.IsCancellationRequested || _watcher!.Take() is not { } change || !await session.IsSignedInAsync()) return;
        var message = await _messages!.OfAsync(change);
        if (_stop.IsCancellationRequested) return;
        if (message.Ended is not null)
        {
            await session.FailAsync(this, message, stop);
            return;
        }

        await session.NextAsync(id, message, stop);
        // Others of this connection come first.
        Wake();
    }

    private async Task AskAsync()
    {
        try
        {
            var message = await host.Messages.RunAsync(request with { Source = new Opening() }, _stop.Token);
            if (message.Ended is not null) session.Post(stop => session.FailAsync(this, message, stop));
        }
        catch (OperationCanceledException)
        {
            // It has ended meanwhile.
        }
        catch (ObjectDisposedException)
        {
            // Likewise.
        }
        finally
        {
            Interlocked.Exchange(ref _asking, 0);
        }
    }
}
