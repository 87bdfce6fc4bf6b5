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
    public static Words Of(Caller caller, Role allowed, IReadOnlyCollection<string> names)
    {
        var own = caller.Roles & allowed;
        if (own == Role.None)
        {
            var (needed, has) = (List(allowed), List(caller.Roles));
            return new(
                $"此项供{needed.Zh}使用；您{(caller.Roles == Role.None ? "的登录没有身份" : $"登录的身份是{has.Zh}")}。",
                $"This is for {needed.En}; your sign-in {(caller.Roles == Role.None ? "has no role" : $"is {has.En}")}.");
        }

        var parts = Roles.Named.Where(r => (own & r.Role) != Role.None).Select(r => (r.Role, r.Name, Reach: Of(r.Role, caller)))
            .Where(r => r.Reach is not null).ToArray();
        if (parts.Length == 0) return new("您可以办理此项，但不能在这里办理。", "Your sign-in may do this, but not here.");
        var zh = string.Join("；", parts.Select(p => $"您以{Zh(p.Role)}的身份{p.Reach!.Zh}"));
        var en = string.Join("; ", parts.Select(p => $"as {p.Name} {p.Reach!.En}"));
        string[] yours = [.. Yours(own, caller).Where(y => names.Contains(y.Name)).Select(y => $"{y.Name}: \"{y.Value}\"")];
        return yours.Length == 0
            ? new($"您可以办理此项，但不能在这里办理：{zh}。", $"You may do this, but not here: {en}.")
            : new(
                $"您可以办理此项，但不能在这里办理：{zh}。请填写您自己的：{string.Join("或", yours)}。",
                $"You may do this, but not here: {en}. Name yours: {string.Join(" or ", yours)}.");
    }

    /// <summary>The arguments of a query, and the input fields of a mutation.</summary>
    public static IReadOnlyCollection<string> NamesOf(FieldType field) =>
    [
        .. (field.Arguments ?? []).SelectMany(a => a is { Name: "input", ResolvedType: { } input } && input.GetNamedType() is IInputObjectGraphType fields
            ? fields.Fields.Select(f => f.Name)
            : [a.Name]),
    ];

    private static Words List(Role roles)
    {
        var named = Roles.Named.Where(r => (roles & r.Role) != Role.None).ToArray();
        return new(string.Join("、", named.Select(r => Zh(r.Role))), string.Join(", ", named.Select(r => r.Name)));
    }

    /// <summary>What people call the role.</summary>
    internal static string Zh(Role role) => role switch
    {
        Role.Elder => "老人或家属",
        Role.MealPointStaff => "助餐点工作人员",
        Role.Kitchen => "厨房",
        Role.Driver => "送餐员",
        Role.HomeAdmissions => "养老机构入住窗口",
        Role.DistrictOffice => "区民政部门",
        Role.CityOffice => "市民政部门",
        Role.Auditor => "审计人员",
        Role.App => "应用程序",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private static Words? Of(Role role, Caller caller) => role switch
    {
        Role.DistrictOffice or Role.App => caller.District is { } district
            ? new($"可办理{NameZh(district)}的事项", $"you reach district {district}")
            : Nothing("district"),
        Role.MealPointStaff => caller.Site is null ? Nothing("site") : new("可办理本助餐点的事项", "you reach your own meal point"),
        Role.Kitchen => caller.Site is null ? Nothing("site") : new("可办理本厨房或本助餐点的事项", "you reach your own kitchen or meal point"),
        Role.Driver => caller.Site is null ? Nothing("site") : new("可办理本助餐点当天的送餐事项", "you reach today's rounds of your own meal point"),
        Role.HomeAdmissions => caller.Site is null ? Nothing("site") : new("可办理本机构及其老人的事项", "you reach your own home and its people"),
        Role.Elder => new("可办理本人和所代办老人的事项（me）", "you reach yourself, and those you may act for (`me`)"),
        _ => null,
    };

    private static string NameZh(string district) => Districts.All.FirstOrDefault(d => d.Code == district) is { } known ? $"{known.NameZh}（{district}）" : district;

    private static Words Nothing(string claim) => new($"不能办理任何事项，因为令牌中没有{claim}", $"you reach nothing, for your token names no `{claim}`");

    private static IEnumerable<(string Name, string Value)> Yours(Role own, Caller caller)
    {
        if ((own & (Role.DistrictOffice | Role.App)) != Role.None && caller.District is { } district) yield return ("district", district);
        if ((own & (Role.MealPointStaff | Role.Driver)) != Role.None && caller.Site is { } point) yield return ("mealPoint", GlobalId.Of(new MealPointId(point)));
        if ((own & Role.HomeAdmissions) != Role.None && caller.Site is { } home) yield return ("home", GlobalId.Of(new HomeId(home)));
        if ((own & Role.Elder) != Role.None && caller.Elder is { } elder) yield return ("elder", GlobalId.Of(new ElderId(elder)));
    }
}
