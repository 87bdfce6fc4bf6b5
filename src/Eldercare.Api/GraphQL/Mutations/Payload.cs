using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>What came of a command: the source of its payload.</summary>
public sealed record Executed(ICommand Command, Answer Answer);

/// <summary>Declares the objects a mutation's payload shows.</summary>
public sealed class PayloadFields<TCommand>(ObjectGraphType<Executed> type)
    where TCommand : ICommand
{
    /// <summary>The sitting the command was decided on, from the decision itself: at the door nobody waits for a view.</summary>
    public PayloadFields<TCommand> Sitting()
    {
        type.May<Executed, SittingType>(
            "sitting", "The sitting as it stands now, also after a refusal.",
            e => e.Answer.State is Sitting sitting ? SittingBoard.Of(sitting, e.Answer.Sequence) : null);
        return this;
    }

    /// <summary>The order as the decision leaves it: nobody waits for a view.</summary>
    public PayloadFields<TCommand> StandingOrder(Func<TCommand, StandingOrderId> id)
    {
        type.May<Executed, StandingOrderType>(
            "standingOrder", "The order as it stands now, also after a refusal.",
            e => e.Answer.State is StandingOrders orders && orders.Orders.TryGetValue(id((TCommand)e.Command), out var order)
                ? StandingOrderBoard.Of(orders.Elder, order)
                : null);
        return this;
    }

    public PayloadFields<TCommand> MealPoint(Func<TCommand, MealPointId> id) => Add<MealPointType>(
        "mealPoint", "The meal point as it stands now.", (r, c) => r.Loaders.MealPoints.Load(id(c)));

    public PayloadFields<TCommand> Home(Func<TCommand, HomeId> id) => Add<HomeType>(
        "home", "The home as it stands now.", (r, c) => r.Loaders.Homes.Load(id(c)));

    public PayloadFields<TCommand> Bed(Func<TCommand, BedId> id, string name = "bed") => Add<BedType>(
        name, "The bed as it stands now. For the home, the offices above it, and the elder it is kept for.", (r, c) => r.Loaders.Beds.Load(id(c)));

    public PayloadFields<TCommand> Application(Func<TCommand, ApplicationId> id) => Add<ApplicationType>(
        "application", "The application as it stands now.", (r, c) => r.Loaders.Applications.Load(id(c)));

    public PayloadFields<TCommand> Elder(Func<TCommand, ElderId> id) => Add<ElderType>(
        "elder", "The person as registered now.", (r, c) => r.Loaders.Elders.Load(id(c)));

    public PayloadFields<TCommand> Id(string name, string description, Func<TCommand, string> id)
    {
        type.May<Executed, IdGraphType>(name, description, e => e.Answer.Refusal is null ? id((TCommand)e.Command) : null);
        return this;
    }

    private PayloadFields<TCommand> Add<TGraph>(string name, string description, Func<RequestContext, TCommand, IDataLoaderResult> load)
        where TGraph : IGraphType
    {
        type.Field<TGraph, object>(name).Description(description).Resolve(c => load(c.Request(), (TCommand)c.Source.Command));
        return this;
    }
}
