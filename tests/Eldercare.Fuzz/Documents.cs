using System.Text;
using System.Text.Json.Nodes;

namespace Eldercare.Fuzz;

/// <summary>One request in GraphQL's terms.</summary>
internal sealed record Call(string Query, JsonObject? Variables, string? Operation = null);

/// <summary>Random documents of the schema: valid but for what chance breaks.</summary>
internal sealed class Documents(SchemaModel schema, Values values, Random dice)
{
    private readonly StringBuilder _declared = new();
    private JsonObject _variables = [];
    private int _fields;

    public Call Next()
    {
        _declared.Clear();
        (_variables, _fields) = ([], dice.Next(4, 40));
        var isMutation = schema.Mutation is not null && dice.Next(3) == 0;
        var root = isMutation ? schema.Mutation! : schema.Query;
        var body = new StringBuilder();
        var (first, count) = (dice.Next(root.Fields.Count), isMutation ? 1 : dice.Next(1, 4));
        for (var i = 0; i < count; i++) Field(body, root.Fields[(first + (i * 31)) % root.Fields.Count], 0, i == 0 && dice.Next(3) > 0 ? "" : $"a{i}: ");
        var head = _declared.Length > 0 || isMutation || dice.Next(2) == 0
            ? $"{(isMutation ? "mutation" : "query")} Q{(_declared.Length > 0 ? $"({_declared})" : "")} "
            : "";
        return new Call(Broken($"{head}{{ {body}}}"), _variables.Count == 0 && dice.Next(3) > 0 ? null : _variables, head.Length > 0 && dice.Next(20) == 0 ? "Q" : null);
    }

    private void Field(StringBuilder to, FieldModel field, int depth, string alias = "")
    {
        _fields--;
        to.Append(alias).Append(field.Name);
        var given = field.Arguments.Where(a => a.Type.Required ? dice.Next(60) > 0 : dice.Next(3) == 0).ToArray();
        if (given.Length > 0) to.Append('(').AppendJoin(", ", given.Select(a => $"{a.Name}: {Value(a)}")).Append(')');
        if (dice.Next(150) == 0) to.Append(dice.Next(2) == 0 ? " @include(if: true)" : " @skip(if: false)");
        to.Append(' ');
        Selections(to, schema[field.Type.Name], depth + 1);
    }

    private void Selections(StringBuilder to, TypeModel type, int depth)
    {
        if (type.Kind is "SCALAR" or "ENUM") return;
        to.Append("{ ");
        if (type.Fields.Count == 0 || dice.Next(12) == 0) to.Append("__typename ");
        var wanted = type.Fields.Where(f => schema[f.Type.Name].Kind is "SCALAR" or "ENUM" ? dice.Next(3) == 0 : depth < 7 && _fields > 0 && dice.Next(3) == 0).ToArray();
        if (wanted.Length == 0) to.Append("__typename ");
        foreach (var field in wanted) Field(to, field, depth);
        foreach (var possible in type.Possible.Where(_ => dice.Next(4) == 0 && depth < 6))
        {
            to.Append("... on ").Append(possible).Append(' ');
            Selections(to, schema[possible], depth + 1);
        }

        to.Append("} ");
    }

    private string Value(ArgumentModel argument)
    {
        var value = values.Of(argument);
        if (dice.Next(2) == 0) return Literal(value, argument.Type);
        var name = $"v{_variables.Count}";
        _declared.Append(_declared.Length > 0 ? ", " : "").Append('$').Append(name).Append(": ").Append(Written(argument.Type));
        _variables[name] = value;
        return $"${name}";
    }

    private static string Written(TypeRef type) => (type.Item is { } item ? $"[{Written(item)}]" : type.Name) + (type.Required ? "!" : "");

    /// <summary>JSON as GraphQL writes it; what it calls by a name stands without quotes.</summary>
    private string Literal(JsonNode? value, TypeRef? type) => value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(", ", list.Select(v => Literal(v, type?.Item)))}]",
        JsonObject members => $"{{{string.Join(", ", members.Select(m => $"{m.Key}: {Literal(m.Value, InputOf(type, m.Key))}"))}}}",
        JsonValue text when type is not null && schema[type.Name].Kind == "ENUM" && text.GetValueKind() == System.Text.Json.JsonValueKind.String && text.GetValue<string>() is { } name
            && schema[type.Name].Values.Contains(name) => name,
        _ => value.ToJsonString(),
    };

    private TypeRef? InputOf(TypeRef? type, string name) => type is null ? null : schema[type.Name].Inputs.FirstOrDefault(i => i.Name == name)?.Type;

    /// <summary>Now and then a document that somebody got wrong.</summary>
    private string Broken(string query) => dice.Next(80) switch
    {
        0 => query[..dice.Next(query.Length)],
        1 => query.Insert(dice.Next(query.Length), "{}()[]$@!\"\\#,:...\u0000\uFEFFé\n"[dice.Next(20)].ToString()),
        2 => query.Replace("id", "idd", StringComparison.Ordinal),
        3 => $"{query} {query}",
        4 => $"{query} fragment F on {schema.Names.ElementAt(dice.Next(schema.Names.Count))} {{ __typename ...F }}",
        5 => $"query A {{ __typename }} {query}",
        6 => string.Concat(Enumerable.Repeat(query + "\n", dice.Next(2, 30))),
        7 => query.Replace("{ ", "{ " + string.Concat(Enumerable.Repeat("__typename ", dice.Next(200))), StringComparison.Ordinal),
        _ => query,
    };
}
