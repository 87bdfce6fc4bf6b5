namespace Eldercare.Store.Views;

/// <summary>How far the read models have come.</summary>
public interface IViewProgress
{
    /// <summary>Waits until the views have processed the event with this sequence number; false when that takes too long.</summary>
    ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default);

    /// <summary>The last sequence number the views have processed, and the last one in the store.</summary>
    Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default);

    /// <summary>
    /// The last sequence number the views have processed, as it was a few hundredths of a second ago at most; null when nobody has looked so
    /// lately. Where many ask, somebody looks.
    /// </summary>
    long? Lately() => null;
}
