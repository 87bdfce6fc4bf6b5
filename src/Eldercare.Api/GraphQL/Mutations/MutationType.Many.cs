using System.Globalization;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>Mutations that give many commands: each is decided, and may be refused, alone.</summary>
public sealed partial class MutationType
{
    /// <summary>A mutation that gives a command for each item of a list.</summary>
    /// <param name="name">The field.</param>
    /// <param name="description">What it does.</param>
    /// <param name="roles">Who may.</param>
    /// <param name="input">Its input fields beside the idempotency key.</param>
    /// <param name="commands">The commands an input asks for, in the order of the list.</param>
    /// <param name="scope">Whether the input is within the caller's reach.</param>
    /// <param name="list">The input field that holds the list: refusals point into it.</param>
    /// <param name="refusals">Of each command.</param>
    public void AddEach<TCommand>(
        string name, string description, Role roles, Action<InputFields> input, Func<Input, ValueTask<ImmutableArray<TCommand>>> commands,
        Func<Scopes, Input, ValueTask<bool>> scope, string list, params ReadOnlySpan<Type> refusals)
        where TCommand : SittingCommand, ICommand => AddMany(
            name, description, roles, input, commands, static (_, n) => n.ToString(CultureInfo.InvariantCulture), scope,
            payload =>
            {
                payload.Number("recorded", "How many were taken, or had been before.", e => e.Count(x => x.Answer.Refusal is null));
                payload.Has<Executed[], ListGraphType<NonNullGraphType<SittingType>>>(
                    "sittings", "The sittings concerned as they stand now.", e => SittingsOf(e));
            },
            $"What was refused and why; `path` says which of `{list}`. Empty when all were taken.",
            (all, refused) => all.SelectMany((e, n) => refused(e.Answer)
                .Select(r => r with { Path = ["input", list, n.ToString(CultureInfo.InvariantCulture)] })),
            refusals);

    /// <summary>A mutation that gives as many commands as there is something to do.</summary>
    /// <param name="name">The field.</param>
    /// <param name="description">What it does.</param>
    /// <param name="roles">Who may.</param>
    /// <param name="input">Its input fields beside the idempotency key.</param>
    /// <param name="commands">The commands an input asks for.</param>
    /// <param name="key">What tells a command from the others of the same input, also when it is sent again: part of its idempotency key.</param>
    /// <param name="scope">Whether the input is within the caller's reach.</param>
    /// <param name="changed">What the payload shows.</param>
    /// <param name="errors">The description of its errors.</param>
    /// <param name="refused">The errors of all that was executed, given those of one.</param>
    /// <param name="refusals">Of each command.</param>
    public void AddMany<TCommand>(
        string name, string description, Role roles, Action<InputFields> input, Func<Input, ValueTask<ImmutableArray<TCommand>>> commands,
        Func<TCommand, int, string> key, Func<Scopes, Input, ValueTask<bool>> scope, Action<ObjectGraphType<Executed[]>> changed, string errors,
        Func<Executed[], Func<Answer, Refused[]>, IEnumerable<Refused>> refused, params ReadOnlySpan<Type> refusals)
        where TCommand : ICommand
    {
        var pascal = char.ToUpperInvariant(name[0]) + name[1..];
        var inputType = new InputObjectGraphType { Name = $"{pascal}Input", Description = $"Input of `{name}`." };
        var fields = new InputFields(inputType);
        fields.IdempotencyKey();
        input(fields);
        var union = UnionOf(pascal, name, refusals);
        var payload = new ObjectGraphType<Executed[]> { Name = $"{pascal}Payload", Description = $"What came of `{name}`." }.AsParent();
        changed(payload);
        payload.Field("errors", new NonNullGraphType(new ListGraphType(new NonNullGraphType(union)))).Description(errors)
            .Resolve(c => refused(c.Source, answer => ErrorsOf(answer, union, fields.Ids)).ToArray());

        Field(name, new NonNullGraphType(payload)).Description(description)
            .Arguments(new QueryArgument(new NonNullGraphType(inputType)) { Name = "input", Description = "What is asked for." })
            .For(roles).Scoped()
            .ResolveAsync(async context =>
            {
                var request = context.Request();
                var values = new Input(context.GetArgument<IDictionary<string, object?>>("input"), request);
                if (!await scope(request.ScopesFor(roles), values)) throw ApiError.Forbidden(context, roles);
                var (asked, wanted) = (values.Asked(name), await commands(values));
                return await Task.WhenAll(wanted.Select((c, n) => ExecuteAsync(request, c, $"{values.IdempotencyKey}:{key(c, n)}", asked)));
            });
        _declared[name] = (typeof(TCommand), [.. union.PossibleTypes.Select(t => TypeOf(t))]);
    }

    private static SittingBoard[] SittingsOf(Executed[] executed) =>
    [
        .. executed.Where(e => e.Answer.State is Sitting).GroupBy(e => ((Sitting)e.Answer.State!).Id)
            .Select(s => s.MaxBy(e => e.Answer.Sequence)!)
            .Select(e => SittingBoard.Of((Sitting)e.Answer.State!, e.Answer.Sequence)),
    ];
}
