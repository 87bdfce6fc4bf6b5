using System.CommandLine;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.People;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare token ROLE</c>: a sign-in for the demo.</summary>
public static class TokenCommand
{
    private static readonly string s_roles = string.Join(", ", Roles.Named.Select(r => r.Name));

    public static Command Create()
    {
        var role = new Argument<string>("ROLE") { Description = s_roles };
        var site = new Option<string?>("--site") { Description = "The meal point, kitchen or home, for those who work at one: its id in the API or its UUID.", HelpName = "ID" };
        var district = new Option<string?>("--district") { Description = "For a district office: GB/T 2260, or ZJXQ for the new area.", HelpName = "CODE" };
        var elder = new Option<string?>("--elder") { Description = "The elder, for an elder or the family, likewise.", HelpName = "ID" };
        var sub = new Option<string?>("--sub") { Description = "Who signs in; demo-ROLE when not given. For the family it may stand instead of --elder.", HelpName = "SUBJECT" };
        var data = new Option<string?>("--data") { Description = "The demo's data folder. Without it: the demo that runs or is the only one.", HelpName = "DIR" };
        var command = new Command("token", "Prints a demo sign-in, good for a week: nothing but the token, for use in scripts.") { role, site, district, elder, sub, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            _ =>
            {
                var name = parsed.GetRequiredValue(role);
                var who = Roles.Parse(name);
                if (who == Role.None) throw new UserFaultException($"No role '{name}'. There are: {s_roles}.");
                var (at, whose) = (IdOf("--site", parsed.GetValue(site)), IdOf("--elder", parsed.GetValue(elder)));
                Check(who, name, at, parsed.GetValue(district), whose, parsed.GetValue(sub));
                var settings = new SignInSettings { SigningKey = KnownDemos.Choose(parsed.GetValue(data)).SigningKey(), Issuer = ServeCommand.DemoIssuer };
                Console.WriteLine(new TokenIssuer(Options.Create(settings), TimeProvider.System).Issue(
                    who, parsed.GetValue(sub) ?? $"demo-{name}", parsed.GetValue(district), at, whose, TimeSpan.FromDays(7)));
                return Task.CompletedTask;
            },
            cancellation));
        return command;
    }

    /// <summary>As the API gives it, or the UUID that registries and exports show.</summary>
    private static Guid? IdOf(string option, string? text) => text switch
    {
        null => null,
        _ when Guid.TryParse(text, out var uuid) => uuid,
        _ => GlobalId.TryParse(text)?.Id ?? throw new UserFaultException($"{option} is neither an id of the API's nor a UUID."),
    };

    /// <summary>A sign-in without what its role is bound to may do nothing, which only shows later and puzzles.</summary>
    private static void Check(Role role, string name, Guid? site, string? district, Guid? elder, string? sub)
    {
        var missing = role switch
        {
            Role.MealPointStaff or Role.Kitchen or Role.Driver or Role.HomeAdmissions when site is null => "--site ID (the meal point, kitchen or home)",
            Role.DistrictOffice when district is null => "--district CODE",
            Role.Elder when elder is null && sub is null => "--elder ID (or --sub, for one who may act for an elder)",
            _ => null,
        };
        if (missing is not null) throw new UserFaultException($"The role {name} needs {missing}. 'demo' prints ready-made sign-ins when it starts.");
        if (district is not null && !Districts.IsKnown(district))
            throw new UserFaultException($"No district '{district}'. There are: {string.Join(", ", Districts.All.Select(d => d.Code))}.");
    }
}
