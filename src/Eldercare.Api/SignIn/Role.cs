namespace Eldercare.Api.SignIn;

/// <summary>Who someone is to the city; a token may carry several. In tokens: kebab case, e.g. <c>meal-point-staff</c>.</summary>
[Flags]
public enum Role
{
    None = 0,

    /// <summary>The elder or the family: only herself (claim <c>elder</c>).</summary>
    Elder = 1,

    /// <summary>Serves at one meal point (claim <c>site</c>).</summary>
    MealPointStaff = 2,

    /// <summary>Cooks for one meal point (claim <c>site</c>): numbers, no names.</summary>
    Kitchen = 4,

    /// <summary>Admissions desk of one home (claim <c>site</c>).</summary>
    HomeAdmissions = 8,

    /// <summary>A district's civil affairs office (claim <c>district</c>).</summary>
    DistrictOffice = 16,

    CityOffice = 32,

    /// <summary>Reads everything but identity numbers, phones and addresses; changes nothing.</summary>
    Auditor = 64,

    /// <summary>A district app without a user: what is public.</summary>
    App = 128,

    /// <summary>Delivers for one meal point (claim <c>site</c>): today's rounds, and nothing else.</summary>
    Driver = 256,
}

public static class Roles
{
    public const Role All = (Role)511;

    private static readonly (Role Role, string Name)[] s_names =
    [
        (Role.Elder, "elder"), (Role.MealPointStaff, "meal-point-staff"), (Role.Kitchen, "kitchen"), (Role.Driver, "driver"),
        (Role.HomeAdmissions, "home-admissions"), (Role.DistrictOffice, "district-office"), (Role.CityOffice, "city-office"),
        (Role.Auditor, "auditor"), (Role.App, "app"),
    ];

    /// <summary>Every role by its name in tokens.</summary>
    public static IReadOnlyList<(Role Role, string Name)> Named => s_names;

    /// <summary>The role of that name in tokens, or <see cref="Role.None"/>.</summary>
    public static Role Parse(string name) => Array.Find(s_names, n => string.Equals(n.Name, name, StringComparison.Ordinal)).Role;

    public static string NameOf(Role role) => Array.Find(s_names, n => n.Role == role).Name;
}
