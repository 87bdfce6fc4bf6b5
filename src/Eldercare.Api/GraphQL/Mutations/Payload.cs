using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using Eldercare.City.Messages;
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

    /// <summary>The policy just published, from the decision itself.</summary>
    public PayloadFields<TCommand> Policy()
    {
        type.Field<SubsidyPolicyType, object>("policy").Description("The policy as it is published now.").Resolve(
            c => c.Source is { Command: PublishSubsidyPolicy command, Answer.State: PolicyBook book }
                && PolicyDocument.Read(command.Document, out var policy).IsEmpty && book.Find(policy!.Code, policy.Version) is { } published
                    ? new PublishedPolicy(published, book, CityTime.Today(c.Request().Api.Clock.GetUtcNow()))
                    : null);
        return this;
    }

    /// <summary>The charge just corrected, from the decision itself.</summary>
    public PayloadFields<TCommand> Charge()
    {
        type.Field<MealChargeType, object>("charge").Description("The charge as it stands now.").ResolveAsync(async c =>
        {
            if (c.Source is not { Command: CorrectCharge command, Answer.State: MealAccount account }) return null;
            var api = c.Request().Api;
            var book = await api.States.ReadAsync<PolicyBook>(api.CityName, PolicyBook.At, c.Request().Cancellation);
            return account.Of(command.SittingId) is { } meal ? new ExplainedCharge(meal, book) : null;
        });
        return this;
    }

    /// <summary>A field for which is read what the answer does not say, from streams and rows that no view has to catch up with.</summary>
    public PayloadFields<TCommand> Asked<TGraph>(string name, string description, Func<RequestContext, Executed, Task<object?>> read)
        where TGraph : IGraphType
    {
        type.Field<TGraph, object>(name).Description(description).ResolveAsync(c => read(c.Request(), c.Source));
        return this;
    }

    public PayloadFields<TCommand> Settlement(Func<TCommand, (MealPointId Point, YearMonth Month)> key) => Read<SettlementType>(
        "settlement", "The settlement as it stands now.",
        async (r, c) => await r.Api.Settlements.FindAsync(r.Api.CityName, key(c).Point, key(c).Month, r.Cancellation));

    /// <summary>From the outbox itself: the writer has written it.</summary>
    public PayloadFields<TCommand> Message(Func<TCommand, MessageId> id) => Read<MessageType>(
        "message", "The message as it stands now.",
        async (r, c) => await r.Api.Messages.ByIdAsync(r.Api.CityName, id(c), r.Cancellation));

    /// <summary>A field that is read for this payload alone, once the views show what the command changed.</summary>
    public PayloadFields<TCommand> Read<TGraph>(string name, string description, Func<RequestContext, TCommand, Task<object?>> read)
        where TGraph : IGraphType
    {
        type.Field<TGraph, object>(name).Description(description).ResolveAsync(async c =>
        {
            var request = c.Request();
            await request.SeenAsync();
            return await read(request, (TCommand)c.Source.Command);
        });
        return this;
    }

    /// <summary>What the command was decided on, from the decision itself; null for something else.</summary>
    public PayloadFields<TCommand> State<TState, TGraph>(string name, string description, Func<TState, object> value)
        where TState : class
        where TGraph : IGraphType
    {
        type.May<Executed, TGraph>(name, description, e => e.Answer.State is TState state ? value(state) : null);
        return this;
    }

    public PayloadFields<TCommand> Id(string name, string description, Func<TCommand, string> id)
    {
        type.May<Executed, IdGraphType>(name, description, e => e.Answer.Refusal is null ? id((TCommand)e.Command) : null);
        return this;
    }

    public PayloadFields<TCommand> Text(string name, string description, Func<TCommand, Answer, string?> value)
    {
        type.May<Executed, StringGraphType>(name, description, e => value((TCommand)e.Command, e.Answer));
        return this;
    }

    private PayloadFields<TCommand> Add<TGraph>(string name, string description, Func<RequestContext, TCommand, IDataLoaderResult> load)
        where TGraph : IGraphType
    {
        type.Field<TGraph, object>(name).Description(description).Resolve(c => load(c.Request(), (TCommand)c.Source.Command));
        return this;
    }
}
