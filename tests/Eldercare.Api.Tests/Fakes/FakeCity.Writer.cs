using Eldercare.Meals;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Api.Tests;

/// <summary>The writer takes every command, and the views are always up to date.</summary>
public sealed partial class FakeCity : ICommandWriter, IViewProgress
{
    /// <summary>Commands that arrived, with their envelopes.</summary>
    public List<(ICommand Command, Envelope Envelope)> Commands { get; } = [];

    /// <summary>What the writer answers; accepted when null.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>The writer has answered this key before.</summary>
    public bool Replays { get; set; }

    /// <summary>The views do not come as far as is waited for.</summary>
    public bool Lags { get; set; }

    public int Waits { get; private set; }

    public async Task<Answer> ExecuteAsync(ICommand command, Envelope envelope, CancellationToken cancellation)
    {
        if (_hanging is { } hanging) await hanging.Task.WaitAsync(cancellation);
        if (Fault is not null) throw Fault;
        lock (Commands) Commands.Add((command, envelope));
        object? state = command is SittingCommand { SittingId: var id } && id == Lunch ? LunchWithAnna() : null;
        return new Answer(Refusal, Refusal is null && !Replays ? 7 : 0, Replays, state);
    }

    public ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default)
    {
        Waits++;
        return ValueTask.FromResult(!Lags);
    }

    public Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default) => Task.FromResult((7L, 7L));
}
