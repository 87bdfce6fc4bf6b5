using Eldercare.Store.Deciding;

namespace Eldercare.Store.Tests.Sample;

/// <summary>A second kind of thing: who pays for raffles.</summary>
public abstract record SponsorFact;

public sealed record SponsorFound(Guid Sponsor) : SponsorFact;

public sealed record RaffleSponsored(Guid Sponsor, Guid Raffle) : SponsorFact;

public sealed record Sponsor(Guid Id, int Raffles)
{
    public static StreamType<Sponsor, SponsorFact> Stream { get; } = new("sponsor", Evolve);

    private static Sponsor? Evolve(Sponsor? sponsor, SponsorFact fact) => (sponsor, fact) switch
    {
        (null, SponsorFound f) => new(f.Sponsor, 0),
        ({ } s, RaffleSponsored) => s with { Raffles = s.Raffles + 1 },
        _ => throw new InvalidOperationException($"{fact} cannot follow {sponsor}"),
    };
}

public sealed record FindSponsor(Guid Sponsor) : ICommand
{
    private StreamRef Stream => Sample.Sponsor.Stream.At(Sponsor);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => known.State<Sponsor>(Stream) is null
        ? Outcome.Accept(Stream, new SponsorFound(Sponsor))
        : Outcome.NoChange;
}

/// <summary>Writes to the sponsor and reads the raffle.</summary>
public sealed record SponsorRaffle(Guid Sponsor, Guid Raffle) : ICommand
{
    private StreamRef Stream => Sample.Sponsor.Stream.At(Sponsor);

    private StreamRef OfRaffle => Sample.Raffle.Stream.At(Raffle);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [OfRaffle] };

    public Outcome Decide(Known known) => known.State<Raffle>(OfRaffle) is null || known.State<Sponsor>(Stream) is null
        ? Outcome.Refuse(new RaffleUnknown(Raffle))
        : Outcome.Accept(Stream, new RaffleSponsored(Sponsor, Raffle));
}

/// <summary>Keeps the lane of a stream busy until the gate opens: what is sent meanwhile goes in one group.</summary>
public sealed record WaitAtGate(Guid Raffle, ManualResetEventSlim Gate) : ICommand
{
    public Footprint Footprint => new() { Writes = [Sample.Raffle.Stream.At(Raffle)] };

    public Outcome Decide(Known known)
    {
        Gate.Wait(TimeSpan.FromSeconds(30));
        return Outcome.NoChange;
    }
}
