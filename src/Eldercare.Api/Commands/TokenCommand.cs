using System.CommandLine;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare token ROLE</c>: a sign-in for the demo.</summary>
public static class TokenCommand
{
    public static Command Create()
    {
        var role = new Argument<string>("ROLE") { Description = string.Join(", ", Roles.Named.Select(r => r.Name)) };
        var site = new Option<Guid?>("--site") { Description = "The meal point or home, for those who work at one." };
        var district = new Option<string?>("--district") { Description = "District code, for a district office." };
        var elder = new Option<Guid?>("--elder") { Description = "The elder, for an elder or the family." };
        var small = new Option<bool>("--small") { Description = "For the small demo." };
        var data = new Option<string?>("--data") { Description = "The demo's data folder.", HelpName = "DIR" };
        var command = new Command("token", "Prints a demo sign-in, good for a week.") { role, site, district, elder, small, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            _ =>
            {
                var name = parsed.GetRequiredValue(role);
                var who = Roles.Parse(name);
                if (who == Role.None) throw new UserFaultException($"No role '{name}'. There are: {string.Join(", ", Roles.Named.Select(r => r.Name))}.");
                var key = Path.Combine(parsed.GetValue(data) ?? DataFolder.Default(parsed.GetValue(small)), "signing.key");
                if (!File.Exists(key)) throw new UserFaultException($"There is no demo in {Path.GetDirectoryName(key)}; start it first, or name its folder with --data.");
                var settings = new SignInSettings { SigningKey = File.ReadAllText(key), Issuer = ServeCommand.DemoIssuer };
                Console.WriteLine(new TokenIssuer(Options.Create(settings), TimeProvider.System).Issue(
                    who, $"demo-{name}", parsed.GetValue(district), parsed.GetValue(site), parsed.GetValue(elder), TimeSpan.FromDays(7)));
                return Task.CompletedTask;
            },
            cancellation));
        return command;
    }
}
