using Eldercare.Api.GraphQL.Mutations;
using Eldercare.Store.Deciding;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Eldercare.Api.Tests;

/// <summary>Reads from the compiled decisions which refusals each can give, and holds the unions to it.</summary>
public sealed class RefusalUnionTests(TestApi api)
{
    [Fact]
    public void Each_union_names_just_the_refusals_its_decision_can_give()
    {
        var faults = new List<string>();
        foreach (var (name, (command, refusals)) in ((MutationType)api.Schema.Mutation!).Declared)
        {
            var declared = refusals.Except(MutationType.RefusedByWriter).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
            faults.AddRange(MutationType.RefusedByWriter.Except(refusals).Select(r => $"{name} lacks {r.Name}"));
            var possible = RefusalsOf(command);
            faults.AddRange(possible.Except(declared).Select(r => $"{name} lacks {r}"));
            faults.AddRange(declared.Except(possible).Select(r => $"{name} never gives {r}"));
        }

        Assert.Empty(faults);
    }

    private static HashSet<string> RefusalsOf(Type command)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(AppContext.BaseDirectory);
        using var assembly = AssemblyDefinition.ReadAssembly(
            command.Assembly.Location, new ReaderParameters { AssemblyResolver = resolver });
        var (found, seen, open) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new Stack<MethodDefinition>());
        foreach (var decide in assembly.MainModule.GetType(command.FullName).Methods.Where(m => m.Name == nameof(ICommand.Decide)))
            open.Push(decide);
        while (open.TryPop(out var method))
        {
            if (!method.HasBody || !seen.Add(method.FullName)) continue;
            foreach (var called in method.Body.Instructions.Where(IsCall).Select(i => (MethodReference)i.Operand))
            {
                if (!called.DeclaringType.FullName.StartsWith("Eldercare.", StringComparison.Ordinal)) continue;
                if (called.Name == ".ctor" && IsRefusal(called.DeclaringType)) found.Add(called.DeclaringType.Name);
                else if (!called.DeclaringType.FullName.StartsWith("Eldercare.Store.", StringComparison.Ordinal) && called.Resolve() is { } next) open.Push(next);
            }
        }

        return found;
    }

    private static bool IsCall(Instruction instruction) =>
        instruction.OpCode.Code is Code.Call or Code.Callvirt or Code.Newobj or Code.Ldftn && instruction.Operand is MethodReference;

    private static bool IsRefusal(TypeReference type) =>
        type.Resolve()?.BaseType?.FullName == typeof(Refusal).FullName;
}
