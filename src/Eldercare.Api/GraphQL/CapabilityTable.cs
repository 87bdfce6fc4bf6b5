using System.Text;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.Http;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL;

/// <summary>The README's tables: every operation, how far each role gets with it and what for; and the fields that are for fewer. As declared.</summary>
public static class CapabilityTable
{
    private const string Begin = "<!-- capabilities: written by `./eldercare schema` -->\n", End = "<!-- end of capabilities -->";

    /// <param name="schema">Initialized.</param>
    public static string Of(EldercareSchema schema)
    {
        var table = new StringBuilder(
            "How far each role gets with an operation: `all`; its own `district`, `site` or `person` (and who acts for her), `self` (not who acts for her), "
            + "`own` (what is the sign-in's); `open`: also without a sign-in; nothing: not at all.\n\n");
        table.Append(Head("operation", "what for"));
        foreach (var type in AccessDeclarations.Roots(schema))
        {
            foreach (var field in type.Fields.OrderBy(f => f.Name, StringComparer.Ordinal))
                table.Append($"| `{field.Name}` | {Reaches(AccessDeclarations.RuleOf(field, type, schema)!)} | {Text(field.Description!)} |\n");
        }

        foreach (var (name, rule) in Nodes.Kinds) table.Append($"| `node` → `{name}` | {Reaches(rule)} | By its id. |\n");
        foreach (var door in Doors.All) table.Append($"| `GET {door.Path}` | {Reaches(door.Rule)} | {door.WhatFor} |\n");
        table.Append("\nFields that are for fewer than what leads to them, likewise; who may not gets `FORBIDDEN` for the field alone, and the rest of the answer:\n\n");
        table.Append(Head("field", null));
        foreach (var (type, field, rule) in HiddenFields(schema)) table.Append($"| `{type}.{field}` | {Reaches(rule)} |\n");
        return table.ToString();
    }

    /// <summary>Fields with a guard of their own, and types whose every field has one (<c>*</c>); but the operations.</summary>
    public static IEnumerable<(string Type, string Field, AccessRule Rule)> HiddenFields(EldercareSchema schema)
    {
        foreach (var type in schema.AllTypes.OfType<IObjectGraphType>().Except(AccessDeclarations.Roots(schema)).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            if (type.Name.StartsWith("__", StringComparison.Ordinal)) continue;
            var whole = AccessDeclarations.RuleOf(type);
            if (whole is { Open: false }) yield return (type.Name, "*", whole);
            foreach (var field in type.Fields.OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                if (AccessDeclarations.RuleOf(field, type, schema) is { Open: false } own && own != whole) yield return (type.Name, field.Name, own);
            }
        }
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

    private static string Head(string first, string? last)
    {
        string[] columns = [first, .. Roles.Named.Select(r => r.Name), .. last is null ? Array.Empty<string>() : [last]];
        return $"| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}\n";
    }

    private static string Reaches(AccessRule rule) =>
        string.Join(" | ", Roles.Named.Select(r => rule.Open ? "open" : Extents.WordOf(rule.ExtentOf(r.Role))));
}
