using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>What somebody is told who may not: for whom it is, or how far her sign-in reaches and what to name. Ids only.</summary>
internal static class ForbiddenText
{
    /// <param name="caller">Who asked.</param>
    /// <param name="allowed">Who may.</param>
    /// <param name="names">Arguments or input fields that say where.</param>
    public static string Of(Caller caller, Role allowed, IReadOnlyCollection<string> names)
    {
        var own = caller.Roles & allowed;
        if (own == Role.None) return $"This is for {List(allowed)}; your sign-in {(caller.Roles == Role.None ? "has no role" : $"is {List(caller.Roles)}")}.";
        var parts = Roles.Named.Where(r => (own & r.Role) != Role.None).Select(r => (r.Name, Reach: Of(r.Role, caller))).Where(r => r.Reach is not null).ToArray();
        if (parts.Length == 0) return "Your sign-in may do this, but not here.";
        var reach = string.Join("; ", parts.Select(p => $"as {p.Name} {p.Reach}"));
        string[] yours = [.. Yours(own, caller).Where(y => names.Contains(y.Name)).Select(y => $"{y.Name}: \"{y.Value}\"")];
        var hint = yours.Length == 0 ? "" : $" Name yours: {string.Join(" or ", yours)}.";
        return $"You may do this, but not here: {reach}.{hint}";
    }

    /// <summary>The arguments of a query, and the input fields of a mutation.</summary>
    public static IReadOnlyCollection<string> NamesOf(FieldType field) =>
    [
        .. (field.Arguments ?? []).SelectMany(a => a is { Name: "input", ResolvedType: { } input } && input.GetNamedType() is IInputObjectGraphType fields
            ? fields.Fields.Select(f => f.Name)
            : [a.Name]),
    ];

    private static string List(Role roles) => string.Join(", ", Roles.Named.Where(r => (roles & r.Role) != Role.None).Select(r => r.Name));

    private static string? Of(Role role, Caller caller) => role switch
    {
        Role.DistrictOffice or Role.App => caller.District is { } district ? $"you reach district {district}" : "you reach nothing, for your token names no `district`",
        Role.MealPointStaff => caller.Site is null ? "you reach nothing, for your token names no `site`" : "you reach your own meal point",
        Role.Kitchen => caller.Site is null ? "you reach nothing, for your token names no `site`" : "you reach your own kitchen or meal point",
        Role.HomeAdmissions => caller.Site is null ? "you reach nothing, for your token names no `site`" : "you reach your own home and its people",
        Role.Elder => "you reach yourself, and those you may act for (`me`)",
        _ => null,
    };

    private static IEnumerable<(string Name, string Value)> Yours(Role own, Caller caller)
    {
        if ((own & (Role.DistrictOffice | Role.App)) != Role.None && caller.District is { } district) yield return ("district", district);
        if ((own & Role.MealPointStaff) != Role.None && caller.Site is { } point) yield return ("mealPoint", GlobalId.Of(new MealPointId(point)));
        if ((own & Role.HomeAdmissions) != Role.None && caller.Site is { } home) yield return ("home", GlobalId.Of(new HomeId(home)));
        if ((own & Role.Elder) != Role.None && caller.Elder is { } elder) yield return ("elder", GlobalId.Of(new ElderId(elder)));
    }
}
