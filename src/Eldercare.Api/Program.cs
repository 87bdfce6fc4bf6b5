using System.CommandLine;
using System.CommandLine.Help;
using Eldercare.Api.Commands;

// Named as people call it, so that the help shows lines that can be typed.
var eldercare = new Command("./eldercare", "Eldercare: meals and nursing beds of a city.")
{
    new HelpOption(),
    DemoCommand.Create(),
    ServeCommand.Create(),
    ImportCommand.Create(),
    RebuildCommand.Create(),
    CheckCommand.Create(),
    TokenCommand.Create(),
    AccountCommands.Create(),
    ClientCommands.Create(),
    PolicyCommand.Create(),
    SchemaCommand.Create(),
    HealthCommand.Create(),
};
return await eldercare.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
