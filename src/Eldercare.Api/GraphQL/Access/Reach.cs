using Eldercare.Api.SignIn;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>Role sets that several fields share; how far each role reaches is in <see cref="Scopes"/>.</summary>
public static class Reach
{
    /// <summary>Who may look into a home.</summary>
    public const Role OfHome = Role.HomeAdmissions | Role.DistrictOffice | Role.CityOffice | Role.Auditor;

    /// <summary>Who may see a person's life with the city: meals, applications, stays.</summary>
    public const Role OfElder = Role.Elder | Role.HomeAdmissions | Role.DistrictOffice | Role.CityOffice | Role.Auditor;

    /// <summary>Who may see identity number, phone, address and birth date.</summary>
    public const Role OfPersonalData = Role.Elder | Role.DistrictOffice | Role.CityOffice;

    /// <summary>Who may see what was decided about a person and what she pays: entitlements, consents, charges.</summary>
    public const Role OfDecisions = Role.Elder | Role.DistrictOffice | Role.CityOffice | Role.Auditor;

    /// <summary>The offices.</summary>
    public const Role Offices = Role.DistrictOffice | Role.CityOffice;

    /// <summary>Who may have events sent to a system of its own.</summary>
    public const Role Webhooks = Role.App | Offices;

    /// <summary>Who runs a meal point's day.</summary>
    public const Role MealDay = Role.MealPointStaff | Offices;

    /// <summary>Who goes on a delivery round, and who runs the day it is part of.</summary>
    public const Role Rounds = Role.Driver | MealDay;

    /// <summary>Who runs a home's day.</summary>
    public const Role HomeDay = Role.HomeAdmissions | Offices;
}
