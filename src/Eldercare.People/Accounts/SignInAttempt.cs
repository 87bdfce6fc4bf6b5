namespace Eldercare.People.Accounts;

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInOutcome
{
    SignedIn,

    /// <summary>The name is one's, the password is not.</summary>
    WrongPassword,

    WrongCode,

    /// <summary>After too many wrong ones the name was locked for a while; what was typed was not looked at.</summary>
    Locked,

    /// <summary>The password was right, and the account is disabled.</summary>
    Disabled,
}

/// <summary>Somebody signed in to an account at the page, or tried to. No name, no address; goes with the account.</summary>
public sealed record SignInAttempt(Guid Id, DateTimeOffset At, SignInOutcome Outcome);
