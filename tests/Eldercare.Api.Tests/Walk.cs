using System.Globalization;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.People;
using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>Asks one thing as everybody, and says where the answer is not what is declared.</summary>
internal static class Walk
{
    /// <param name="api">The small city; what is asked for is at point A, in home A, of Anna and in their district.</param>
    /// <param name="what">For the report.</param>
    /// <param name="rule">As declared.</param>
    /// <param name="answers">Whether it is answered to this token, asked as that role asks.</param>
    public static async Task<IEnumerable<string>> WrongAsync(TestApi api, string what, AccessRule rule, Func<Role, string?, Task<bool>> answers)
    {
        var asked = new List<(string Who, bool Expected, Task<bool> Answered)> { ("nobody", rule.Open, answers(Role.None, null)) };
        foreach (var (role, name) in Roles.Named)
        {
            var extent = rule.ExtentOf(role);
            var anywhere = rule.Open || extent is Extent.Everywhere or Extent.OwnSignIn;
            Ask(name, rule.Open || extent != Extent.Nothing, role, api.Token(role));
            Ask($"{name} of elsewhere", anywhere, role, api.Issuer.Issue(
                role, "elsewhere", FakeCity.There, role == Role.HomeAdmissions ? FakeCity.HomeB.Value : FakeCity.PointB.Value, FakeCity.Bruno.Value));
            Ask($"{name} of nowhere", anywhere, role, api.Issuer.Issue(role, "nowhere"));
            if (role == Role.Elder) Ask("who acts for her", anywhere || extent == Extent.OwnPerson, role, api.Issuer.Issue(role, FakePeople.Daughter));
        }

        var answered = new List<string>();
        foreach (var (who, expected, answer) in asked)
        {
            if (await answer != expected) answered.Add($"{what}: {who} is {(expected ? "refused" : "answered")}");
        }

        return answered;

        void Ask(string who, bool expected, Role role, string token) => asked.Add((who, expected, answers(role, token)));
    }

    /// <summary>City date, as the API writes it: who drives reaches today's rounds alone.</summary>
    public static string Today => CityTime.Today(DateTimeOffset.UtcNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What a role names to say that it asks for its own.</summary>
    public static string[] Names(Role role) => role switch
    {
        Role.MealPointStaff or Role.Kitchen or Role.Driver => ["mealPoint"],
        Role.HomeAdmissions => ["home"],
        Role.DistrictOffice => ["district", "home", "about"],
        Role.App => ["district"],
        _ => [],
    };

    public static object? ValueOf(string name, IGraphType type, Role role) => name == "date" && role == Role.Driver ? Today : Sample.Of(name, type);
}
