namespace Eldercare.Meals;

/// <summary>How deliveries are planned and followed up. Policy data: configuration section <c>Deliveries</c>.</summary>
public sealed record DeliverySettings
{
    public const string Section = "Deliveries";

    /// <summary>A run has at most so many stops: what keeps warm in one car.</summary>
    public int StopsPerRun { get; init; } = 15;

    /// <summary>A run sets out so long before the meal's planned start; never earlier than portions go out.</summary>
    public int MinutesBefore { get; init; } = 30;

    /// <summary>From one door to the next.</summary>
    public int MinutesPerStop { get; init; } = 5;

    /// <summary>The elder is told a time and may wait so long from it on.</summary>
    public int WindowMinutes { get; init; } = 30;

    /// <summary>A welfare alert that nobody has settled goes to the district office after so long.</summary>
    public int EscalateMinutes { get; init; } = 60;

    /// <summary>Null when they can be worked with, otherwise what is wrong.</summary>
    public string? Fault() => this switch
    {
        { StopsPerRun: < 1 or > 100 } => $"{Section}:StopsPerRun goes from 1 to 100.",
        { MinutesBefore: < 0 or > 60 } => $"{Section}:MinutesBefore goes from 0 to 60.",
        { MinutesPerStop: < 1 or > 60 } => $"{Section}:MinutesPerStop goes from 1 to 60.",
        { WindowMinutes: < 5 or > 240 } => $"{Section}:WindowMinutes goes from 5 to 240.",
        { EscalateMinutes: < 1 or > 1_440 } => $"{Section}:EscalateMinutes goes from 1 to 1440.",
        _ => null,
    };
}
