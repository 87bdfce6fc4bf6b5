using System.Collections.Concurrent;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Tests.Reactions;

/// <summary>Keeps the commands it is sent; the same key is carried out once, as the real writer does it.</summary>
internal sealed class FakeWriter(Func<ICommand, Refusal?>? refuse = null, Func<ICommand, object?>? state = null) : ICommandWriter
{
    private readonly ConcurrentDictionary<(string City, string Actor, string Key), Answer> _answers = new();
    private readonly ConcurrentQueue<(ICommand Command, Envelope Envelope)> _carriedOut = new();

    public IReadOnlyList<ICommand> Commands => [.. _carriedOut.Select(c => c.Command)];

    public IReadOnlyList<Envelope> Envelopes => [.. _carriedOut.Select(c => c.Envelope)];

    public Task<Answer> ExecuteAsync(ICommand command, Envelope envelope, CancellationToken cancellation) =>
        Task.FromResult(_answers.AddOrUpdate(
            (envelope.City, envelope.Actor, envelope.IdempotencyKey),
            _ =>
            {
                _carriedOut.Enqueue((command, envelope));
                return new Answer(refuse?.Invoke(command), 1, Replayed: false, state?.Invoke(command));
            },
            (_, first) => first with { Replayed = true }));
}
