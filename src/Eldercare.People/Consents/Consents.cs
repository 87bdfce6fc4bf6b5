using Eldercare.People.Elders;
using Eldercare.Store.Tables;

namespace Eldercare.People.Consents;

/// <summary>What an elder can agree to.</summary>
public enum ConsentPurpose
{
    /// <summary>Photographs of her, for her file and at check-in.</summary>
    Photo,

    /// <summary>Her data shown in districts' apps.</summary>
    DistrictApps,

    /// <summary>Messages by SMS.</summary>
    Sms,

    /// <summary>Messages by WeChat (微信).</summary>
    WeChat,
}

/// <summary>How the elder said so.</summary>
public enum ConsentMeans
{
    /// <summary>On paper, signed.</summary>
    Signed,

    /// <summary>Spoken, to someone of an office or a point.</summary>
    Spoken,

    /// <summary>In an app, signed in.</summary>
    Online,
}

/// <summary>What an elder has agreed to, and what she has said no to, for whoever asks before acting.</summary>
/// <param name="Elder">Who.</param>
/// <param name="Given">And not withdrawn.</param>
/// <param name="Withdrawn">And not given again; who was never asked has neither.</param>
[Table("elder_consents")]
public sealed record ElderConsents([Key] ElderId Elder, ImmutableArray<Consent> Given, ImmutableArray<ConsentPurpose> Withdrawn)
{
    /// <summary>She wants no messages: she said no to a way they come, and agreed to no other.</summary>
    public bool WantsNoMessages => Withdrawn.Any(IsMessage) && !Given.Any(c => IsMessage(c.Purpose));

    private static bool IsMessage(ConsentPurpose purpose) => purpose is ConsentPurpose.Sms or ConsentPurpose.WeChat;
}

/// <param name="On">City date it was given.</param>
public sealed record Consent(ConsentPurpose Purpose, DateOnly On, ConsentMeans Means);

public sealed record ConsentGiven(ElderId Elder, ConsentPurpose Purpose, DateOnly On, ConsentMeans Means) : ElderFact;

/// <param name="On">City date it was withdrawn.</param>
public sealed record ConsentWithdrawn(ElderId Elder, ConsentPurpose Purpose, DateOnly On) : ElderFact;
