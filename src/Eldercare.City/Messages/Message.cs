using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.City.Messages;

/// <summary>A message, the same however often it is sent: the receiver may drop repetitions by it.</summary>
public readonly record struct MessageId(Guid Value) : IId<MessageId>
{
    public static MessageId From(Guid value) => new(value);

    /// <summary>One message a fact and recipient.</summary>
    public static MessageId Of(Guid fact, ElderId elder) => new(NameBasedId.Of($"message:{fact}:{elder.Value}"));

    public override string ToString() => Value.ToString();
}

/// <summary>Why a message was dropped, where others ask for it.</summary>
public static class MessageReasons
{
    /// <summary>It would have come when it was of no use to her any more: she was not told.</summary>
    public const string TooLate = "TOO_LATE";
}

/// <summary>
/// A line of the outbox: what an elder is to be told. Ids and dates only: names and phones are filled in when it is sent, from rows that
/// can be erased, and are kept nowhere.
/// </summary>
/// <param name="Id">Follows from the fact and the recipient.</param>
/// <param name="Elder">Who is told.</param>
/// <param name="Kind">What; also its template's name.</param>
/// <param name="Language">The template's language.</param>
/// <param name="About">What the template is filled from.</param>
/// <param name="CreatedAt">When the fact was recorded.</param>
/// <param name="DueAt">While waiting: not to be sent before; afterwards when it came to its end.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Attempts">How often it was taken to be sent.</param>
/// <param name="Reason">Why it was dropped, is dead or failed the last time: a code in upper snake case, never the receiver's words.</param>
/// <param name="SentAt">When the receiver took it.</param>
[Table("messages", Indexes = ["elder, created_at, id", "state, due_at"])]
public sealed record Message(
    [Key] MessageId Id, ElderId Elder, MessageKind Kind, Language Language, MessageAbout About, DateTimeOffset CreatedAt,
    DateTimeOffset DueAt, MessageState State, int Attempts, string? Reason, DateTimeOffset? SentAt);

/// <summary>What a message is about. No personal data, ever: it outlives the person's record.</summary>
public sealed record MessageAbout
{
    public SittingId? Sitting { get; init; }

    public Channel? Channel { get; init; }

    /// <summary>Of a meal that may have no sitting: where it was wanted.</summary>
    public MealPointId? Point { get; init; }

    /// <summary>Likewise: which day.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Likewise: which meal.</summary>
    public Meal? Meal { get; init; }

    public ApplicationId? Application { get; init; }

    public BedId? Bed { get; init; }

    /// <summary>Then it goes to the first of her emergency contacts, not to her.</summary>
    public WelfareAlertId? Alert { get; init; }

    /// <summary>Until when she can answer.</summary>
    public DateTimeOffset? Until { get; init; }
}
