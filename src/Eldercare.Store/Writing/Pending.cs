using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Eldercare.Store.Deciding;

namespace Eldercare.Store.Writing;

/// <summary>A command that waits for its answer.</summary>
internal sealed class Pending
{
    private readonly TaskCompletionSource<Answer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Pending(ICommand command, Envelope envelope)
    {
        Command = command;
        Envelope = envelope;
        Footprint = command.Footprint;
        Key = $"{envelope.Actor}\n{envelope.IdempotencyKey}";
        Fingerprint = envelope.Asked ?? FingerprintOf(command, Footprint);
        Asking = Activity.Current?.Context;
    }

    public ICommand Command { get; }

    public Envelope Envelope { get; }

    public Footprint Footprint { get; }

    /// <summary>The idempotency key with its actor: one client never gets another's answer.</summary>
    public string Key { get; }

    /// <summary>What was asked for, to tell a repetition from another command under the same key.</summary>
    public long Fingerprint { get; }

    /// <summary>The trace it was asked in.</summary>
    public ActivityContext? Asking { get; }

    public Task<Answer> Answer => _answer.Task;

    public void Complete(Answer answer) => _answer.TrySetResult(answer);

    public void Fail(Exception fault) => _answer.TrySetException(fault);

    private static long FingerprintOf(ICommand command, Footprint footprint)
    {
        var name = command.GetType().Name;
        Span<byte> bytes = stackalloc byte[64 + (16 * footprint.Writes.Length) + (20 * footprint.Claims.Length)];
        var length = Encoding.UTF8.GetBytes(name.AsSpan(0, Math.Min(name.Length, 60)), bytes);
        foreach (var stream in footprint.Writes)
        {
            stream.Id.TryWriteBytes(bytes[length..]);
            length += 16;
        }

        foreach (var claim in footprint.Claims)
        {
            claim.Subject.TryWriteBytes(bytes[length..]);
            BitConverter.TryWriteBytes(bytes[(length + 16)..], claim.Slot);
            length += 20;
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes[..length], hash);
        return BitConverter.ToInt64(hash);
    }
}
