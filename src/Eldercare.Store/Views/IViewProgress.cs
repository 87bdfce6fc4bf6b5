namespace Eldercare.Store.Views;

/// <summary>How far the views have come, for a caller that wants to see what it has just written.</summary>
public interface IViewProgress
{
    /// <summary>Waits until every view has processed the event with this sequence number.</summary>
    /// <param name="sequence">An <see cref="Deciding.Answer.Sequence"/>; 0 returns at once.</param>
    /// <param name="atMost">The longest wait.</param>
    /// <param name="cancellation">Ends the wait early.</param>
    /// <returns>False when the time was up first: what is read then may lack the change.</returns>
    Task<bool> WaitForAsync(long sequence, TimeSpan atMost, CancellationToken cancellation);
}
