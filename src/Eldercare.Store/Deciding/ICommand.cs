namespace Eldercare.Store.Deciding;

/// <summary>Something a client asks for.</summary>
public interface ICommand
{
    Footprint Footprint { get; }

    /// <summary>Pure: no clock, no database, no waiting. May run more than once.</summary>
    Outcome Decide(Known known);
}
