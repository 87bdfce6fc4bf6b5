using System.Text;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL;

/// <summary>The README's table: every query and mutation, who may use it and what for, as the schema declares it.</summary>
public static class CapabilityTable
{
    private const string Begin = "<!-- capabilities: written by `./eldercare schema` -->\n", End = "<!-- end of capabilities -->";

    /// <param name="schema">Initialized.</param>
    public static string Of(EldercareSchema schema)
    {
        var table = new StringBuilder("| operation | what for | who |\n|---|---|---|\n");
        foreach (var type in (IObjectGraphType[])[schema.Query, schema.Mutation!])
        {
            foreach (var field in type.Fields.OrderBy(f => f.Name, StringComparer.Ordinal))
                table.Append($"| `{field.Name}` | {Text(field.Description!)} | {Who(AccessDeclarations.RuleOf(field, type, schema)!)} |\n");
        }

        return table.ToString();
    }

    /// <summary>A README with the table as it is now between its two marks.</summary>
    /// <exception cref="FormatException">The marks are missing.</exception>
    public static string Into(string readme, EldercareSchema schema)
    {
        var from = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = readme.IndexOf(End, StringComparison.Ordinal);
        return from >= Begin.Length && to >= from
            ? readme[..from] + Of(schema) + readme[to..]
            : throw new FormatException($"The README has no {Begin.TrimEnd()} before {End}.");
    }

    private static string Text(string description) => description.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Who(AccessRule rule) => rule.Open
        ? "everyone"
        : string.Join(", ", Roles.Named.Where(r => (rule.Roles & r.Role) != Role.None).Select(r => r.Name));
}
