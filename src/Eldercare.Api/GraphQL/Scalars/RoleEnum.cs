using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Scalars;

/// <summary>The roles of sign-ins. Written out, since the type behind it is a set of flags with names for none and all.</summary>
public sealed class RoleEnum : EnumerationGraphType
{
    public RoleEnum()
    {
        Name = "Role";
        Description = "Who someone is to the city; in tokens in small letters with hyphens, e.g. `meal-point-staff`.";
        foreach (var (role, name) in Roles.Named)
            Add(name.ToUpperInvariant().Replace('-', '_'), role, DescriptionOf(role));
    }

    private static string DescriptionOf(Role role) => role switch
    {
        Role.Elder => "An elder, or who acts for one.",
        Role.MealPointStaff => "Serves at one meal point.",
        Role.Kitchen => "Cooks in one kitchen, or at one meal point: numbers, no names.",
        Role.Driver => "Delivers for one meal point: today's rounds, and nothing else.",
        Role.HomeAdmissions => "Admissions desk of one home.",
        Role.DistrictOffice => "A district's civil affairs office.",
        Role.CityOffice => "The city's civil affairs office.",
        Role.Auditor => "Reads everything but identity numbers, phones and addresses; changes nothing.",
        Role.App => "A district's system without a user: what is public, and webhooks of its district.",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "A role without words."),
    };
}
