using System.Diagnostics;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using Eldercare.City.Messages;
using Eldercare.People.Accounts;
using Eldercare.City.Webhooks;
using Eldercare.People.Acting;
using Eldercare.People.Entitlements;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>Everything that can be done: one field a command.</summary>
public sealed partial class MutationType : ObjectGraphType
{
    /// <summary>What the writer itself refuses, whatever the command.</summary>
    public static readonly ImmutableArray<Type> RefusedByWriter = [typeof(IdempotencyKeyReused), typeof(IdOfAnotherKind)];

    private readonly Dictionary<Type, RefusalType> _refusals = [];
    private readonly Dictionary<string, (Type Command, ImmutableArray<Type> Refusals)> _declared = [];

    public MutationType()
    {
        Name = "Mutation";
        Description = "Everything that can be done. Each has one input, and a payload with what changed and why not.";
        MealPointMutations.AddTo(this);
        MealPointMutations.AddClosingDaysTo(this);
        SittingMutations.AddTo(this);
        WaitingListMutations.AddTo(this);
        CheckInMutations.AddTo(this);
        CardMutations.AddTo(this);
        StandingOrderMutations.AddTo(this);
        StandingOrderMutations.AddMissesTo(this);
        DisplacedMutations.AddTo(this);
        HomeMutations.AddTo(this);
        HomeRegisterMutations.AddTo(this);
        BedMutations.AddTo(this);
        StayMutations.AddTo(this);
        ClosureMutations.AddTo(this);
        StayChargeMutations.AddTo(this);
        ApplicationMutations.AddTo(this);
        OfferMutations.AddTo(this);
        QueueMutations.AddTo(this);
        ElderMutations.AddTo(this);
        SubsidyMutations.AddTo(this);
        SettlementMutations.AddTo(this);
        PersonMutations.AddTo(this);
        EntitlementMutations.AddTo(this);
        MessageMutations.AddTo(this);
        DeliveryMutations.AddTo(this);
        KitchenMutations.AddTo(this);
        DinerMutations.AddTo(this);
        AccountMutations.AddTo(this);
        WebhookMutations.AddTo(this);
    }

    /// <summary>Each mutation's command and the refusals of its union.</summary>
    public IReadOnlyDictionary<string, (Type Command, ImmutableArray<Type> Refusals)> Declared => _declared;

    /// <param name="name">The field.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="roles">Who may.</param>
    /// <param name="input">Its input fields beside the idempotency key.</param>
    /// <param name="command">The command an input asks for.</param>
    /// <param name="scope">Whether the command is within the caller's reach.</param>
    /// <param name="changed">What the payload shows.</param>
    /// <param name="refusals">The command's refusals.</param>
    public IMetadataWriter Add<TCommand>(
        string name, string description, Role roles, Action<InputFields> input, Func<Input, TCommand> command,
        Func<Scopes, TCommand, ValueTask<bool>> scope, Action<PayloadFields<TCommand>> changed, params ReadOnlySpan<Type> refusals)
        where TCommand : ICommand => Add(
            name, description, roles, input, i => ValueTask.FromResult(command(i)), scope, changed, refusals);

    /// <summary>Likewise, for a command that needs a look before it can be given.</summary>
    public IMetadataWriter Add<TCommand>(
        string name, string description, Role roles, Action<InputFields> input, Func<Input, ValueTask<TCommand>> command,
        Func<Scopes, TCommand, ValueTask<bool>> scope, Action<PayloadFields<TCommand>> changed, params ReadOnlySpan<Type> refusals)
        where TCommand : ICommand
    {
        var pascal = char.ToUpperInvariant(name[0]) + name[1..];
        var inputType = new InputObjectGraphType { Name = $"{pascal}Input", Description = $"Input of `{name}`." };
        var fields = new InputFields(inputType);
        fields.IdempotencyKey();
        input(fields);

        var union = UnionOf(pascal, name, refusals);
        var payload = new ObjectGraphType<Executed> { Name = $"{pascal}Payload", Description = $"What came of `{name}`." }.AsParent();
        changed(new PayloadFields<TCommand>(payload));
        payload.Field("errors", new NonNullGraphType(new ListGraphType(new NonNullGraphType(union))))
            .Description("Why it was refused; empty when it was done.")
            .Resolve(c => ErrorsOf(c.Source.Answer, union, fields.Ids));

        var field = Field(name, new NonNullGraphType(payload)).Description(description)
            .Arguments(new QueryArgument(new NonNullGraphType(inputType)) { Name = "input", Description = "What is asked for." })
            .For(roles).Scoped()
            .ResolveAsync(async context =>
            {
                var request = context.Request();
                var values = new Input(context.GetArgument<IDictionary<string, object?>>("input"), request);
                var wanted = await command(values);
                if (!await scope(request.ScopesFor(roles), wanted)) throw ApiError.Forbidden(context, roles);
                return await ExecuteAsync(request, wanted, values.IdempotencyKey, values.Asked(name));
            });
        _declared[name] = (typeof(TCommand), [.. union.PossibleTypes.Select(t => TypeOf(t))]);
        return field;
    }

    private static async Task<Executed> ExecuteAsync(RequestContext request, ICommand command, string key, long asked)
    {
        var envelope = new Envelope(request.Api.CityName, request.Caller.Subject, key, Activity.Current?.TraceId.ToString(), asked);
        try
        {
            var answer = await request.Api.Writer.ExecuteAsync(command, envelope, request.Cancellation);
            request.Changed(answer);
            return new Executed(command, answer);
        }
        catch (WriterOverloadedException)
        {
            throw ApiError.Overloaded();
        }
    }

    private UnionGraphType UnionOf(string pascal, string name, ReadOnlySpan<Type> refusals)
    {
        var union = new UnionGraphType { Name = $"{pascal}Error", Description = $"Why `{name}` can be refused." };
        foreach (var refusal in (ReadOnlySpan<Type>)[.. refusals, .. RefusedByWriter])
        {
            if (!_refusals.TryGetValue(refusal, out var type)) _refusals[refusal] = type = new RefusalType(refusal);
            union.AddPossibleType(type);
        }

        union.ResolveType = source => _refusals.GetValueOrDefault(((Refused)source).Refusal.GetType());
        return union;
    }

    private Refused[] ErrorsOf(Answer answer, UnionGraphType union, IReadOnlyDictionary<Type, string> ids)
    {
        if (answer.Refusal is not { } refusal) return [];
        if (!_refusals.TryGetValue(refusal.GetType(), out var type) || !union.PossibleTypes.Contains(type))
            throw new ApiError(refusal.Code, refusal.Message);
        return [new Refused(refusal, PathOf(refusal, ids))];
    }

    private static string[]? PathOf(Refusal refusal, IReadOnlyDictionary<Type, string> ids) => refusal switch
    {
        TextInvalid r => ["input", r.Field],
        DateInFuture r => ["input", r.Field],
        DateTooLongAgo r => ["input", r.Field],
        AdmittedBeforeBirth => ["input", "on"],
        DeathIsNoDeparture or DeathIsNoCancellation => ["input", "reason"],
        StayRatesInvalid r => ["input", r.Field],
        CertificateDatesInvalid r => ["input", r.Field],
        FloorInvalid => ["input", "floor"],
        RoomNotFree => ["input", "genderRule"],
        BedPriceInvalid => ["input", "dailyPrice"],
        AssessmentSuperseded => ["input", "assessedOn"],
        PositionInvalid r => ["input", r.Field],
        DistrictUnknown => At(ids, typeof(DistrictUnknown)) ?? ["input", "district"],
        WeekInvalid => ["input", "week"],
        WaitingListPolicyInvalid r => ["input", r.Field],
        PriceInvalid => ["input", "price"],
        SettlementSumDiffers or DistrictSumDiffers or StaySumDiffers => ["input", "owed"],
        PolicyDocumentInvalid or PolicyVersionExists or PolicyVersionOutOfOrder or PolicyVersionsOverlap or PolicyBackdated => ["input", "document"],
        EntitlementEndsBeforeItBegins or ActingEndsInPast => ["input", "until"],
        TooYoungForEntitlement => ["input", "from"],
        ActingUnknown => At(ids, typeof(ActingId)),
        CapacityOutOfRange => ["input", "capacity"],
        SamePoint => ["input", "toMealPoint"],
        ClosingDaysInvalid => ["input", "dates"],
        OrderLinesInvalid or OrderedMealNeverServed => ["input", "lines"],
        OrderDateOutOfRange r => ["input", r.Field],
        StandingOrderUnknown => At(ids, typeof(StandingOrderId)),
        IdentityNumberInvalid or IdentityNumberTaken => ["input", "identityNumber"],
        IdempotencyKeyReused => ["input", "idempotencyKey"],
        CardUnknown => At(ids, typeof(CardId)),
        IdOfAnotherKind { Asked: "meal_point" } => At(ids, typeof(MealPointId)),
        IdOfAnotherKind { Asked: "elder" } => At(ids, typeof(ElderId)),
        IdOfAnotherKind { Asked: "home" } => At(ids, typeof(HomeId)),
        IdOfAnotherKind { Asked: "bed" } => At(ids, typeof(BedId)),
        IdOfAnotherKind { Asked: "application" } => At(ids, typeof(ApplicationId)),
        IdOfAnotherKind { Asked: "message" } or MessageUnknown => At(ids, typeof(MessageId)),
        IdOfAnotherKind { Asked: "welfare_alert" } or WelfareAlertUnknown => At(ids, typeof(WelfareAlertId)),
        DeliveryRunUnknown => ["input", "run"],
        WebhookUrlInvalid => ["input", "url"],
        WebhookKindsInvalid => ["input", "kinds"],
        IdOfAnotherKind { Asked: "webhook" } or WebhookUnknown => At(ids, typeof(WebhookId)),
        WebhookDeliveryUnknown => At(ids, typeof(WebhookDeliveryId)),
        IdOfAnotherKind { Asked: "kitchen" } => At(ids, typeof(KitchenId)),
        IdOfAnotherKind { Asked: "dish" } => At(ids, typeof(DishId)),
        KitchenUnknown => At(ids, typeof(KitchenId)),
        DishUnknown => At(ids, typeof(DishId)),
        MealPointUnknown => At(ids, typeof(MealPointId)),
        ElderUnknown => At(ids, typeof(ElderId)),
        HomeUnknown => At(ids, typeof(HomeId)),
        RoomUnknown => At(ids, typeof(RoomId)),
        BedUnknown => At(ids, typeof(BedId)),
        ApplicationUnknown => At(ids, typeof(ApplicationId)),
        AccountUnknown => At(ids, typeof(AccountId)),
        UsernameInvalid or UsernameTaken => ["input", "username"],
        AccountRightsInvalid => ["input", "roles"],
        _ => null,
    };

    private static string[]? At(IReadOnlyDictionary<Type, string> ids, Type id) =>
        ids.TryGetValue(id, out var field) ? ["input", field] : null;

    private Type TypeOf(IObjectGraphType type) => _refusals.First(r => r.Value == type).Key;
}
