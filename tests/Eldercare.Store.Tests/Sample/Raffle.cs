using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Store.Tests.Sample;

/// <summary>A small context to test the store with: raffles with a number of tickets, one ticket a person over all raffles.</summary>
public abstract record RaffleFact;

/// <summary>Version 2 says how many winners there are; in version 1 there was one.</summary>
[EventVersion(2)]
public sealed record RaffleOpened(Guid Raffle, int Tickets, int Winners = 1) : RaffleFact;

public sealed record TicketTaken(Guid Raffle, Guid Person) : RaffleFact;

public sealed record TicketReturned(Guid Raffle, Guid Person) : RaffleFact;

public sealed record Raffle(Guid Id, int Tickets, int Winners, ImmutableHashSet<Guid> Takers)
{
    public static StreamType<Raffle, RaffleFact> Stream { get; } = new("raffle", Evolve);

    private static Raffle? Evolve(Raffle? raffle, RaffleFact fact) => (raffle, fact) switch
    {
        (null, RaffleOpened f) => new(f.Raffle, f.Tickets, f.Winners, []),
        ({ } r, TicketTaken f) => r with { Takers = r.Takers.Add(f.Person) },
        ({ } r, TicketReturned f) => r with { Takers = r.Takers.Remove(f.Person) },
        _ => throw new InvalidOperationException($"{fact} cannot follow {raffle}"),
    };
}

public sealed record RaffleUnknown(Guid Raffle) : Refusal
{
    public override Words Message => new("没有这次抽奖。", "No such raffle.");
}

public sealed record SoldOut(Guid Raffle, int Tickets) : Refusal
{
    public override Words Message => new("奖券已发完。", "No ticket is left.");
}

public sealed record HasTicket(Guid Elsewhere) : Refusal
{
    public override Words Message => new("此人已有奖券。", "This person has a ticket.");
}

public sealed record OpenRaffle(Guid Raffle, int Tickets) : ICommand
{
    public Footprint Footprint => new() { Writes = [Sample.Raffle.Stream.At(Raffle)] };

    public Outcome Decide(Known known) => known.State<Raffle>(Sample.Raffle.Stream.At(Raffle)) is null
        ? Outcome.Accept(Sample.Raffle.Stream.At(Raffle), new RaffleOpened(Raffle, Tickets))
        : Outcome.NoChange;
}

public sealed record TakeTicket(Guid Raffle, Guid Person) : ICommand
{
    private StreamRef Stream => Sample.Raffle.Stream.At(Raffle);

    private Claim Ticket => new("ticket", Person);

    public Footprint Footprint => new() { Writes = [Stream], Claims = [Ticket] };

    public Outcome Decide(Known known)
    {
        if (known.State<Raffle>(Stream) is not { } raffle) return Outcome.Refuse(new RaffleUnknown(Raffle));
        if (known.Holder(Ticket) is { } elsewhere) return Outcome.Refuse(new HasTicket(elsewhere));
        if (raffle.Takers.Count >= raffle.Tickets) return Outcome.Refuse(new SoldOut(Raffle, raffle.Tickets));
        return Outcome.Accept(Stream, new TicketTaken(Raffle, Person)).Taking(Ticket, Stream)
            .Keeping(new TicketHolder(Person, Raffle));
    }
}

public sealed record ReturnTicket(Guid Raffle, Guid Person) : ICommand
{
    private StreamRef Stream => Sample.Raffle.Stream.At(Raffle);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => known.State<Raffle>(Stream) is { } raffle && raffle.Takers.Contains(Person)
        ? Outcome.Accept(Stream, new TicketReturned(Raffle, Person)).Releasing(new Claim("ticket", Person), Stream).Removing<TicketHolder>(Person)
        : Outcome.Refuse(new RaffleUnknown(Raffle));
}

/// <summary>Gives back a ticket without a look whether it is this raffle's.</summary>
public sealed record GiveUpTicket(Guid Raffle, Guid Person) : ICommand
{
    private StreamRef Stream => Sample.Raffle.Stream.At(Raffle);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        Outcome.Accept(Stream, new TicketReturned(Raffle, Person)).Releasing(new Claim("ticket", Person), Stream);
}

/// <summary>Moves a ticket between raffles in one step: two streams, one claim.</summary>
public sealed record SwapTicket(Guid From, Guid To, Guid Person) : ICommand
{
    private Claim Ticket => new("ticket", Person);

    public Footprint Footprint => new() { Writes = [Raffle.Stream.At(From), Raffle.Stream.At(To)], Claims = [Ticket] };

    public Outcome Decide(Known known)
    {
        var to = known.State<Raffle>(Raffle.Stream.At(To));
        if (to is null || known.Holder(Ticket) != From) return Outcome.Refuse(new RaffleUnknown(From));
        if (to.Takers.Count >= to.Tickets) return Outcome.Refuse(new SoldOut(To, to.Tickets));
        return Outcome.Accept(Raffle.Stream.At(From), new TicketReturned(From, Person))
            .And(Raffle.Stream.At(To), new TicketTaken(To, Person))
            .Releasing(Ticket, Raffle.Stream.At(From)).Taking(Ticket, Raffle.Stream.At(To));
    }
}

/// <summary>A command with a fault of its own.</summary>
public sealed record BreakRaffle(Guid Raffle, bool InDatabase) : ICommand
{
    public Footprint Footprint => new() { Writes = [Sample.Raffle.Stream.At(Raffle)] };

    public Outcome Decide(Known known) => InDatabase
        ? Outcome.Accept(Sample.Raffle.Stream.At(Raffle), new RaffleOpened(Raffle, 1)).Keeping(new Odd(Raffle, "a\0b"))
        : throw new InvalidOperationException("broken");
}

[Table("ticket_holders")]
public sealed record TicketHolder([Key] Guid Person, Guid Raffle);

[Table("odds")]
public sealed record Odd([Key] Guid Raffle, string Text);

[Table("raffle_boards", Indexes = ["taken"])]
public sealed record RaffleBoard(
    [Key] Guid Raffle, int Tickets, int Taken, int Returned, long Sequence, Fen Takings, ImmutableArray<LastTaker> Last, Fen? Refunded);

/// <summary>Who took a ticket and who entered it: a column of JSON.</summary>
public sealed record LastTaker(Guid Person, string? Actor);

public sealed class RaffleBoardView : View
{
    private static readonly Fen s_price = new(250);

    public override string Name => "RaffleBoard";

    public override ImmutableArray<Type> Rows => [typeof(RaffleBoard)];

    public override ImmutableArray<Type> Events => [typeof(RaffleOpened), typeof(TicketTaken), typeof(TicketReturned)];

    public override void Need(Recorded recorded, RowSet rows) => rows.Find<RaffleBoard>(recorded.Stream);

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var board = rows.Find<RaffleBoard>(recorded.Stream);
        rows.Put(recorded.Fact switch
        {
            RaffleOpened f => new RaffleBoard(f.Raffle, f.Tickets, 0, 0, recorded.Sequence, Fen.Zero, [], null),
            TicketTaken f => board! with
            {
                Taken = board.Taken + 1,
                Sequence = recorded.Sequence,
                Takings = board.Takings + s_price,
                Last = [new(f.Person, recorded.Actor), .. board.Last.Take(2)],
            },
            TicketReturned => board! with
            {
                Taken = board.Taken - 1,
                Returned = board.Returned + 1,
                Refunded = (board.Refunded ?? Fen.Zero) + s_price,
                Sequence = recorded.Sequence,
            },
            _ => throw new InvalidOperationException($"{recorded.Fact} is not wanted."),
        });
    }
}

public sealed class RaffleModule : IContextModule
{
    public string Name => "raffles";

    public IEnumerable<StreamType> Streams => [Raffle.Stream, Sponsor.Stream];

    public IEnumerable<Type> Tables => [typeof(TicketHolder), typeof(Odd)];

    public IEnumerable<View> Views => [new RaffleBoardView()];

    public IEnumerable<Type> Relayed => [];

    public IEnumerable<DatedClaims> Dated => [new("day_ticket", day => day.DayNumber, KeptDays: 7)];
}
