using System.Threading.Channels;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Store.Writing;

/// <summary>
/// The writer: takes what has queued up, decides it on current state and commits it as one group. Streams are spread over a few
/// lanes by hash so that a hot stream has one decider in this process; other hosts are met at the stream's row lock.
/// </summary>
internal sealed class GroupCommitWriter : BackgroundService, ICommandWriter
{
    private const int TurnsForAnswered = 3;
    private const string IdleInTransactionTimeout = "25P03";

    private readonly Channel<Pending>[] _lanes;
    private readonly WriterSettings _settings;
    private readonly NpgsqlDataSource _database;
    private readonly EventTypes _events;
    private readonly TimeProvider _clock;
    private readonly ILogger<GroupCommitWriter> _log;
    private int _unanswered;

    public GroupCommitWriter(
        ByKeyDatabase database, EventTypes events, WriterSettings settings, TimeProvider clock, ILogger<GroupCommitWriter> log)
    {
        (_database, _events, _settings, _clock, _log) = (database.Source, events, settings, clock, log);
        _lanes = new Channel<Pending>[settings.Lanes];
        for (var i = 0; i < _lanes.Length; i++)
            _lanes[i] = Channel.CreateBounded<Pending>(new BoundedChannelOptions(settings.QueueLength) { SingleReader = true });
    }

    public async Task<Answer> ExecuteAsync(ICommand command, Envelope envelope, CancellationToken cancellation)
    {
        if (envelope.IdempotencyKey.Length is 0) throw new ArgumentException("No idempotency key.", nameof(envelope));
        cancellation.ThrowIfCancellationRequested();
        using var activity = Telemetry.Source.StartActivity("command");
        activity?.SetTag("command", command.GetType().Name);
        var pending = new Pending(command, envelope);
        if (pending.Footprint.Writes.IsEmpty)
            throw new InvalidOperationException($"{command.GetType().Name} names no stream it writes to.");

        try
        {
            if (!LaneOf(pending.Footprint.Writes[0], Interlocked.Increment(ref _unanswered)).TryWrite(pending))
            {
                Telemetry.Overloads.Add(1);
                throw new WriterOverloadedException($"{_settings.QueueLength} commands wait; try again.");
            }

            return await pending.Answer.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _unanswered);
        }
    }

    /// <summary>
    /// Few commands go through one lane: a group costs nearly the same for one command as for ten. A stream that changes lanes is
    /// caught up as after another host's write.
    /// </summary>
    private ChannelWriter<Pending> LaneOf(StreamRef stream, int unanswered) =>
        _lanes[unanswered <= _settings.OneLaneUpTo ? 0 : (uint)stream.Id.GetHashCode() % (uint)_lanes.Length].Writer;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_lanes.Select(lane => Task.Run(() => RunLaneAsync(lane, stoppingToken), CancellationToken.None)));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes) lane.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    private async Task RunLaneAsync(Channel<Pending> lane, CancellationToken stopping)
    {
        var cache = new StreamCache(_settings.CachedStreams);
        var group = new List<Pending>(_settings.GroupSize);
        try
        {
            while (await lane.Reader.WaitToReadAsync(stopping))
            {
                group.Clear();
                while (group.Count < _settings.GroupSize && lane.Reader.TryRead(out var pending)) group.Add(pending);
                foreach (var ofOneCity in group.GroupBy(p => p.Envelope.City))
                    await CommitAsync(cache, ofOneCity.Key, [.. ofOneCity], stopping);
                // Those just answered run first, so that what they send next comes along. No time is waited for.
                for (var turn = 0; turn < TurnsForAnswered; turn++) await Task.Yield();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops; who still waits is told below and may repeat the command with its key.
        }
        finally
        {
            var stopped = new WriterOverloadedException("The host is stopping; repeat the command with the same key.");
            foreach (var pending in group) pending.Fail(stopped);
            while (lane.Reader.TryRead(out var pending)) pending.Fail(stopped);
        }
    }

    /// <summary>Commits the group; after a fault repeats it, then takes it apart so that one command's fault is its own.</summary>
    private async Task CommitAsync(StreamCache cache, string city, List<Pending> group, CancellationToken stopping)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await new GroupCommit(_database, _events, cache, city, group, _clock).RunAsync(stopping);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                foreach (var stream in group.SelectMany(p => p.Footprint.Writes)) cache.Forget(city, stream.Id);
                Telemetry.Faults.Add(1);
                if (LostStatements.Are(fault)) _database.Clear();
                if (IsPassing(fault) && attempt < _settings.Attempts)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt), _clock, stopping);
                    continue;
                }

                _log.LogError(fault, "A group of {Count} commands failed", group.Count);
                if (group.Count == 1)
                {
                    group[0].Fail(fault);
                    return;
                }

                foreach (var pending in group) await CommitAsync(cache, city, [pending], stopping);
                return;
            }
        }
    }

    /// <summary>Conflicts with another host and broken connections; repeating is safe because of the receipts.</summary>
    private static bool IsPassing(Exception fault) => fault switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.QueryCanceled
            or IdleInTransactionTimeout
        } => true,
        NpgsqlException { IsTransient: true } => true,
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException } => true,
        GroupOvertakenException => true,
        _ => LostStatements.Are(fault),
    };
}
