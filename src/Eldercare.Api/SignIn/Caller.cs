namespace Eldercare.Api.SignIn;

/// <summary>Who asks, as the token says.</summary>
/// <param name="Subject">Claim <c>sub</c>; idempotency keys are its own.</param>
/// <param name="Roles">Claim <c>roles</c>; names it does not know count for nothing.</param>
/// <param name="District">Claim <c>district</c>: a district code.</param>
/// <param name="Site">Claim <c>site</c>: the meal point or home worked at, a uuid.</param>
/// <param name="Elder">Claim <c>elder</c>: the elder this person is or speaks for, a uuid.</param>
public sealed record Caller(string Subject, Role Roles, string? District = null, Guid? Site = null, Guid? Elder = null)
{
    /// <summary>No token was sent.</summary>
    public static Caller Anonymous { get; } = new("", Role.None);

    /// <summary>The program that asks: claim <c>client_id</c>, else <c>azp</c>, else null.</summary>
    public string? Client { get; init; }

    public bool IsAnonymous => Subject.Length == 0;
}
