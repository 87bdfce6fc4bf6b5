using JasperFx.CodeGeneration;
using JasperFx.CodeGeneration.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Eldercare.Store;

/// <summary>
/// What Wolverine wraps around each handler of messages, as source. It is compiled with the handlers instead of by every host when the
/// first message of a kind comes, which took a second and a compiler in memory.
/// </summary>
public static class HandlersCode
{
    /// <param name="services">Of a host that need not start: what handlers are given stands in it.</param>
    /// <returns>Names of files and their texts.</returns>
    public static IReadOnlyDictionary<string, string> Of(IServiceProvider services)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        // Handlers are looked for anew, and not taken from what was written last.
        DynamicCodeBuilder.WithinCodegenCommand = true;
        try
        {
            foreach (var collection in services.GetServices<ICodeFileCollection>())
            {
                var variables = collection is ICodeFileCollectionWithServices ? services.GetService<IServiceVariableSource>() : null;
                foreach (var file in collection.BuildFiles())
                {
                    var assembly = collection.StartAssembly(collection.Rules);
                    file.AssembleTypes(assembly);
                    variables?.ResetServiceProvider();
                    files.Add($"{file.FileName}.cs", assembly.GenerateCode(variables));
                    if (variables?.ServiceLocations() is { Length: > 0 } located) file.AssertServiceLocationsAreAllowed(located, services);
                }
            }
        }
        finally
        {
            DynamicCodeBuilder.WithinCodegenCommand = false;
        }

        return files;
    }
}
