using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Mutations;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using GraphQL;
using GraphQL.MicrosoftDI;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL;

/// <summary>The running schema; schema/eldercare.graphql is its contract.</summary>
public sealed class EldercareSchema : Schema
{
    public EldercareSchema(IServiceProvider services)
        : base(new SelfActivatingServiceProvider(services), runConfigurations: false)
    {
        Features.DeprecationOfInputValues = true;
        Features.RepeatableDirectives = true;
        Directives.Register(new SpecifiedBy());
        Query = new QueryType();
        Mutation = new MutationType();
        Subscription = new SubscriptionType();
        // Reached only through interfaces.
        foreach (var type in (Type[])[typeof(MealPointType), typeof(SittingType), typeof(HomeType), typeof(BedType), typeof(ElderType), typeof(ApplicationType), typeof(StandingOrderType)])
            this.RegisterType(type);
        this.RegisterVisitor(new StandardIntrospection());
        this.RegisterVisitor(new AccessGuard());
    }
}
