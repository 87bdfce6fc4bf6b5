using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>Puts a guard before the resolver of every field that is not open, when the schema starts.</summary>
public sealed class AccessGuard : BaseSchemaNodeVisitor
{
    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        if (type.Name.StartsWith("__", StringComparison.Ordinal)) return;
        var rule = AccessDeclarations.RuleOf(field, type, schema) ?? AccessRule.Nobody;
        if (SingleReads.Is(field)) field.Resolver = new Counted(field.Resolver!);
        if (PersonFile.PartOf(field) is not null) field.Resolver = new Noted(field.Resolver ?? NameFieldResolver.Instance);
        if (!rule.Open) field.Resolver = new Guarded(rule, field.Resolver ?? NameFieldResolver.Instance);
    }

    private sealed class Counted(IFieldResolver resolver) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
        {
            SingleReads.Count(context);
            return resolver.ResolveAsync(context);
        }
    }

    private sealed class Noted(IFieldResolver resolver) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
        {
            PersonFile.Note(context);
            return resolver.ResolveAsync(context);
        }
    }

    private sealed class Guarded(AccessRule rule, IFieldResolver resolver) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
        {
            var request = context.Request();
            if ((request.Caller.Roles & rule.Roles) == Role.None)
                throw request.Caller.IsAnonymous ? ApiError.Unauthenticated() : ApiError.Forbidden(context, rule.Roles);
            if (rule.Scope is null) return resolver.ResolveAsync(context);
            if (rule.Prepare is null) return InScopeAsync(context, request, rule.Scope);
            rule.Prepare(context, request.ScopesFor(rule.Roles));
            return new(new Deferred(() => InScopeAsync(context, request, rule.Scope)));
        }

        private async ValueTask<object?> InScopeAsync(IResolveFieldContext context, RequestContext request, Scope scope)
        {
            if (!await scope(context, request.ScopesFor(rule.Roles))) throw ApiError.Forbidden(context, rule.Roles);
            return await resolver.ResolveAsync(context);
        }
    }
}
