using Eldercare.People;
using Eldercare.Store.Deciding;
using GraphQL.Types;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Eldercare.Api.Tests;

/// <summary>Refusals that speak of an input field call it in Chinese what a clerk calls it.</summary>
public sealed class FieldNameTests(TestApi api)
{
    [Fact]
    public void Each_field_a_refusal_speaks_of_has_a_Chinese_name()
    {
        var fields = api.Schema.AllTypes.OfType<IInputObjectGraphType>().SelectMany(t => t.Fields).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var spokenOf = new[] { typeof(FieldNames), typeof(Eldercare.Meals.MealPoint), typeof(Eldercare.Beds.HomeId) }
            .SelectMany(t => NamedIn(t.Assembly.Location)).Where(fields.Contains).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string> { "reason", "phone", "takenAt", "validUntil" }, spokenOf);
        Assert.DoesNotContain(spokenOf, f => FieldNames.Zh(f) == f);
    }

    /// <summary>The literals of every method that makes a refusal with a field in it, or has one made.</summary>
    private static IEnumerable<string> NamedIn(string path)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        using var assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver });
        return
        [
            .. from type in assembly.MainModule.GetTypes()
               from method in type.Methods
               where method.HasBody && method.Body.Instructions.Any(i => i.Operand is MethodReference called && SpeaksOfAField(called))
               from instruction in method.Body.Instructions
               where instruction.OpCode.Code == Code.Ldstr
               select (string)instruction.Operand,
        ];
    }

    private static bool SpeaksOfAField(MethodReference called) =>
        called.DeclaringType.FullName == "Eldercare.People.Text"
        || (called.DeclaringType.FullName.StartsWith("Eldercare.", StringComparison.Ordinal) && called.DeclaringType.Resolve() is { } type
            && type.BaseType?.FullName == typeof(Refusal).FullName && type.Properties.Any(p => p.Name == "Field"));
}
