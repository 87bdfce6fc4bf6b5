using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>
/// What stands in a document, counted as it is written: each fragment once, spread or not. One walk, so that its work grows with the
/// document's length and with nothing else.
/// </summary>
public sealed class WrittenCount
{
    public int Fields { get; private set; }

    public int Fragments { get; private set; }

    public int Directives { get; private set; }

    /// <summary>Variables that the operations declare.</summary>
    public int Variables { get; private set; }

    /// <summary>Values of arguments, defaults and directives: each entry of a list and each member of an object too.</summary>
    public int Values { get; private set; }

    /// <summary>Characters of the longest name.</summary>
    public int LongestName { get; private set; }

    /// <summary>Whether it asks for the schema. What kind something is (<c>__typename</c>) does not.</summary>
    public bool Introspects { get; private set; }

    /// <summary>Whether something else than operations and fragments stands in it.</summary>
    public bool Defines { get; private set; }

    public static WrittenCount Of(GraphQLDocument document)
    {
        var count = new WrittenCount();
        foreach (var definition in document.Definitions) count.Definition(definition);
        return count;
    }

    private void Definition(ASTNode definition)
    {
        switch (definition)
        {
            case GraphQLOperationDefinition operation:
                Name(operation.Name);
                foreach (var variable in operation.Variables?.Items ?? [])
                {
                    Variables++;
                    Name(variable.Variable.Name);
                    Value(variable.DefaultValue);
                    Every(variable.Directives);
                }

                Every(operation.Directives);
                Selections(operation.SelectionSet);
                break;
            case GraphQLFragmentDefinition fragment:
                Fragments++;
                Name(fragment.FragmentName.Name);
                Name(fragment.TypeCondition.Type.Name);
                Every(fragment.Directives);
                Selections(fragment.SelectionSet);
                break;
            default:
                Defines = true;
                break;
        }
    }

    private void Selections(GraphQLSelectionSet? set)
    {
        if (set is null) return;
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case GraphQLField field:
                    Field(field);
                    break;
                case GraphQLInlineFragment inline:
                    Name(inline.TypeCondition?.Type.Name);
                    Every(inline.Directives);
                    Selections(inline.SelectionSet);
                    break;
                case GraphQLFragmentSpread spread:
                    Fields++;
                    Name(spread.FragmentName.Name);
                    Every(spread.Directives);
                    break;
            }
        }
    }

    private void Field(GraphQLField field)
    {
        Fields++;
        Name(field.Name);
        Name(field.Alias?.Name);
        Every(field.Directives);
        foreach (var argument in field.Arguments?.Items ?? []) Argument(argument);
        if (field.Name.Value.Span is "__schema" or "__type") Introspects = true;
        Selections(field.SelectionSet);
    }

    private void Every(GraphQLDirectives? directives)
    {
        foreach (var directive in directives?.Items ?? [])
        {
            Directives++;
            Name(directive.Name);
            foreach (var argument in directive.Arguments?.Items ?? []) Argument(argument);
        }
    }

    private void Argument(GraphQLArgument argument)
    {
        Name(argument.Name);
        Value(argument.Value);
    }

    private void Value(GraphQLValue? value)
    {
        if (value is null) return;
        Values++;
        switch (value)
        {
            case GraphQLVariable variable:
                Name(variable.Name);
                break;
            case GraphQLEnumValue constant:
                Name(constant.Name);
                break;
            case GraphQLListValue list:
                foreach (var item in list.Values ?? []) Value(item);
                break;
            case GraphQLObjectValue members:
                foreach (var member in members.Fields ?? [])
                {
                    Name(member.Name);
                    Value(member.Value);
                }

                break;
        }
    }

    private void Name(GraphQLName? name) => LongestName = Math.Max(LongestName, name?.Value.Length ?? 0);
}
