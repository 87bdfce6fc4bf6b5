using Eldercare.Api.SignIn;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>How far a role gets with an operation or a field. Said where it is declared, shown in the README, and walked by a test.</summary>
public enum Extent
{
    /// <summary>Not at all.</summary>
    Nothing,

    /// <summary>Her own person, and not whoever acts for her.</summary>
    Herself,

    /// <summary>Her own person, and who acts for her.</summary>
    OwnPerson,

    /// <summary>The meal point, kitchen or home of the sign-in, and the people there.</summary>
    OwnSite,

    /// <summary>The district of the sign-in: its places and the people at home in it.</summary>
    OwnDistrict,

    /// <summary>What it shows is the sign-in's own, whoever signs in.</summary>
    OwnSignIn,

    /// <summary>All there is.</summary>
    Everywhere,
}

/// <summary>What a role reaches where nothing else is said.</summary>
public static class Extents
{
    public static Extent UsualOf(Role role) => role switch
    {
        Role.Elder => Extent.OwnPerson,
        Role.MealPointStaff or Role.Kitchen or Role.Driver or Role.HomeAdmissions => Extent.OwnSite,
        Role.DistrictOffice or Role.App => Extent.OwnDistrict,
        _ => Extent.Everywhere,
    };

    /// <summary>A word for the README's tables.</summary>
    public static string WordOf(Extent extent) => extent switch
    {
        Extent.Nothing => "",
        Extent.Herself => "self",
        Extent.OwnPerson => "person",
        Extent.OwnSite => "site",
        Extent.OwnDistrict => "district",
        Extent.OwnSignIn => "own",
        _ => "all",
    };
}
