using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL;

/// <summary>
/// What tools ask of a schema by the specification and the engine does not answer: where scalars are specified, and a
/// directive's arguments with those that are deprecated.
/// </summary>
public sealed class StandardIntrospection : BaseSchemaNodeVisitor
{
    public override void VisitSchema(ISchema schema)
    {
        var type = (IObjectGraphType)schema.AllTypes["__Type"]!;
        type.AddField(new FieldType
        {
            Name = "specifiedByURL",
            Description = "Where a scalar's form is specified.",
            ResolvedType = schema.AllTypes["String"],
            Resolver = new FuncFieldResolver<object?>(c => (c.Source as ScalarGraphType)?.FindAppliedDirective("specifiedBy")?.FindArgument("url")?.Value),
        });
        var directive = (IObjectGraphType)schema.AllTypes["__Directive"]!;
        directive.Fields.Find("args")!.Arguments = new QueryArguments(new QueryArgument(schema.AllTypes["Boolean"]!)
        {
            Name = "includeDeprecated",
            Description = "No argument of a directive is deprecated: these are all, in either case.",
            DefaultValue = false,
        });
    }
}

/// <summary>The specification's directive for scalars, which the engine has not.</summary>
public sealed class SpecifiedBy : Directive
{
    public SpecifiedBy()
        : base("specifiedBy", DirectiveLocation.Scalar)
    {
        Description = "Where a scalar's form is specified.";
        Arguments = new QueryArguments(new QueryArgument<NonNullGraphType<StringGraphType>> { Name = "url", Description = "The specification." });
    }

    /// <summary>By default only what stands in documents is shown.</summary>
    public override bool? Introspectable => true;
}
