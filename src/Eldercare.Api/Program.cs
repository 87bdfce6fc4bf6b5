using System.CommandLine;
using Eldercare.Api.Commands;

var eldercare = new RootCommand("Eldercare: meals and nursing beds of a city.")
{
    DemoCommand.Create(),
    ServeCommand.Create(),
    ImportCommand.Create(),
    RebuildCommand.Create(),
    TokenCommand.Create(),
    SchemaCommand.Create(),
    HealthCommand.Create(),
};
return await eldercare.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
