using System.Collections.Concurrent;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Benchmarks.Beds;

/// <summary>
/// Day after day of the homes' life: who dies and leaves, goes away and comes back, changes beds, applies, is offered a bed and takes it or
/// not, comes for some days; beds cleaned, closed, opened again. Also sends what follows by itself. Every choice comes from one seed.
/// </summary>
/// <param name="host">Where commands go.</param>
/// <param name="city">Its beds and people.</param>
/// <param name="clock">Its day.</param>
/// <param name="corrects">Days of stays are corrected too.</param>
/// <param name="seed">Of the choices.</param>
internal sealed class Year(BedHost host, BedCity city, SimulatedClock clock, bool corrects, int seed)
{
    private const double Occupied = 0.92;

    /// <summary>A year's events of each resident, or bed.</summary>
    private const double Deaths = 0.25, Departures = 0.08, Leaves = 1.2, Transfers = 0.15, Corrections = 0.1, ShortStays = 0.3, Closures = 0.1;

    private readonly Random _random = new(seed);
    private readonly Dictionary<CityBed, Stay> _stays = [];
    private readonly HashSet<CityBed> _ready = [.. city.Beds], _toClean = [];
    private readonly Dictionary<CityBed, DateOnly> _closed = [];
    private readonly Dictionary<CityBed, Short> _shorts = [];
    private readonly List<Wish> _waiting = [];
    private readonly List<Offer> _offers = [];
    private readonly Queue<CityElder> _people = new(city.Elders);
    private readonly int _offerDays = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["guangzhou"]).Deadlines.Offer;

    private DateOnly Today => clock.Today;

    public async Task MoveInAsync()
    {
        var commands = new List<(ICommand, Action)>();
        foreach (var bed in city.Beds)
            if (_random.NextDouble() < Occupied && Next(bed) is { } elder)
                commands.Add((Admit(bed, elder, null), () => MovedIn(bed, elder, null)));
        await DoAsync(commands);
    }

    public async Task LiveAsync()
    {
        await RunOutAsync();
        await EndAsync();
        await DoAsync(Several(Leaves, s => s is { Until: null, Back: null }).Select(s => Leave(s.Key, s.Value)));
        await DoAsync(_stays.Where(s => s.Value.Back <= Today).Select(s => ((ICommand)new EndLeave(s.Key.Id, s.Value.Elder.Id, Today), (Action)(() => s.Value.Back = null))));
        await DoAsync(Several(Transfers, s => s is { Until: null, Back: null }).Select(s => Transfer(s.Key, s.Value)).OfType<(ICommand, Action)>());
        if (corrects) await DoAsync(Several(Corrections, s => s is { Until: null, Back: null, ByTransfer: false } && s.Since < Today).Select(s => Correct(s.Key, s.Value)));
        await DoAsync(_toClean.ToArray().Select(b => ((ICommand)new MarkBedCleaned(b.Id), (Action)(() => { _toClean.Remove(b); _ready.Add(b); }))));
        await CloseAsync();
        await ShortStaysAsync();
        await AnswerAsync();
        await ApplyAsync();
        await OfferAsync();
    }

    /// <summary>A home's insurance lapses for a third of the time: it admits nobody.</summary>
    public async Task LapseAsync(bool again)
    {
        var (home, last) = (city.Homes[0], CertificateKind.LiabilityInsurance);
        await host.SendAsync(again
            ? new RecordCertificate(home, last, "renewed", Today, null, Today.AddYears(2))
            : new WithdrawCertificate(home, last, $"{last}", _issued, Today, "Not paid"));
    }

    private readonly DateOnly _issued = clock.Today.AddYears(-1);

    /// <summary>What timers do: offers expire, beds are no longer kept, reservations begin.</summary>
    private async Task RunOutAsync()
    {
        await DoAsync(_offers.Where(o => o.Until <= Today).ToArray().Select(o => (
            (ICommand)new ExpireOffer(o.Wish.Application, o.Bed.Id), (Action)(() => TurnedDown(o)))));
        await DoAsync(_stays.Where(s => s.Value.Back is not null && s.Value.KeptUntil <= Today).ToArray().Select(s => (
            (ICommand)new ReleaseBedFromLeave(s.Key.Id, s.Value.Elder.Id, s.Value.KeptUntil), (Action)(() => Gone(s.Key)))));
        await DoAsync(_shorts.Where(s => s.Value.From <= Today && _ready.Contains(s.Key)).ToArray().Select(s => (
            (ICommand)new BeginReservation(s.Key.Id), (Action)(() => { }))));
    }

    /// <summary>Deaths with what follows from them, departures, and the ends of short stays.</summary>
    private async Task EndAsync()
    {
        var dead = Several(Deaths, _ => true).ToArray();
        await DoAsync(dead.Select(d => ((ICommand)new RecordDeath(d.Value.Elder.Id, Today), (Action)(() => d.Value.Died = true))));
        await DoAsync(dead.Where(d => d.Value.Died).Select(d => ((ICommand)new ReleaseBedOnDeath(d.Key.Id, d.Value.Elder.Id, Today), (Action)(() => Gone(d.Key)))));
        var gone = _waiting.Where(_ => _random.NextDouble() < Deaths / 365).ToArray();
        await DoAsync(gone.Select(w => ((ICommand)new RecordDeath(w.Elder.Id, Today), (Action)(() => { }))));
        await DoAsync(gone.Select(w => (
            (ICommand)new EndApplication(w.Application, w.Elder.Id, null, EndReason.Died), (Action)(() => _waiting.Remove(w)))));
        await DoAsync(Several(Departures, s => s.Until is null && s.Back is null).Concat(_stays.Where(s => s.Value.Until <= Today)).ToArray().Select(s => (
            (ICommand)new RecordDeparture(s.Key.Id, s.Value.Elder.Id, Today, DepartureReason.Departed), (Action)(() => Gone(s.Key)))));
    }

    private (ICommand, Action) Leave(CityBed bed, Stay stay)
    {
        var (kept, back) = (Today.AddDays(_random.Next(7, 22)), Today.AddDays(_random.Next(1, 15)));
        return (
            new BeginLeave(bed.Id, stay.Elder.Id, _random.Next(2) == 0 ? LeaveKind.Hospital : LeaveKind.Visit, Today, kept),
            () => (stay.Back, stay.KeptUntil) = (back, kept));
    }

    private (ICommand, Action)? Transfer(CityBed bed, Stay stay)
    {
        if (_ready.FirstOrDefault(b => !_shorts.ContainsKey(b) && b.Suits(stay.Elder, kind: false)) is not { } to) return null;
        _ready.Remove(to);
        return (new TransferResident(stay.Elder.Id, bed.Id, to.Id, Today) { ToHome = to.Home }, Moved);

        void Moved()
        {
            Gone(bed);
            _stays[to] = new(stay.Elder, Today, null) { ByTransfer = true };
        }
    }

    private (ICommand, Action) Correct(CityBed bed, Stay stay)
    {
        var to = stay.Since.AddDays(_random.Next(2) == 0 ? -1 : 1);
        return (new CorrectStay(bed.Id, stay.Elder.Id, stay.Since, to, null, "Slip"), () => stay.Since = to);
    }

    private async Task CloseAsync()
    {
        await DoAsync(_closed.Where(c => c.Value <= Today).ToArray().Select(c => ((ICommand)new ReopenBed(c.Key.Id), (Action)(() =>
        {
            _closed.Remove(c.Key);
            _toClean.Add(c.Key);
        }))));
        await DoAsync(_ready.Where(_ => _random.NextDouble() < Closures * city.Beds.Length / Math.Max(1, _ready.Count) / 365).ToArray().Select(b =>
        {
            var until = Today.AddDays(_random.Next(1, 10));
            return ((ICommand)new CloseBed(b.Id, "Water pipe", ClosureKind.Maintenance, until), (Action)(() =>
            {
                _ready.Remove(b);
                _closed[b] = until;
            }));
        }));
    }

    private async Task ShortStaysAsync()
    {
        await DoAsync(_shorts.Where(s => s.Value.From <= Today && _ready.Contains(s.Key)).ToArray().Select(s => (
            (ICommand)Admit(s.Key, s.Value.Elder, null), (Action)(() =>
            {
                _shorts.Remove(s.Key);
                MovedIn(s.Key, s.Value.Elder, s.Value.Until);
            }))));
        await DoAsync(_shorts.Where(s => s.Value.Until <= Today).ToArray().Select(s => (
            (ICommand)new CancelReservation(s.Key.Id, s.Value.Elder.Id, s.Value.From, ReservationEnd.DidNotArrive), (Action)(() => _shorts.Remove(s.Key)))));
        var wanted = Whole(ShortStays * city.Beds.Length / 365);
        await DoAsync(_ready.Where(b => !_shorts.ContainsKey(b)).OrderBy(_ => _random.Next()).Take(wanted).ToArray().Select(b =>
        {
            if (Next(b) is not { } elder) return default;
            var from = Today.AddDays(_random.Next(1, 8));
            var stay = new Short(elder, from, from.AddDays(_random.Next(5, 20)));
            return ((ICommand)new ReserveBed(b.Id, elder.Id, stay.From, stay.Until), (Action)(() => _shorts[b] = stay));
        }).Where(c => c.Item1 is not null));
    }

    /// <summary>Most say yes the next day and move in, some say no, of some nothing is heard.</summary>
    private async Task AnswerAsync()
    {
        var open = _offers.Where(o => o.On < Today).ToArray();
        await DoAsync(open.Where(o => o.Answer < 8).Select(o => ((ICommand)new AcceptOffer(o.Wish.Application, o.Wish.Elder.Id, o.Bed.Id), (Action)(() => o.Accepted = true))));
        await DoAsync(open.Where(o => o.Accepted).Select(o => ((ICommand)Admit(o.Bed, o.Wish.Elder, o.Wish.Application), (Action)(() =>
        {
            _offers.Remove(o);
            MovedIn(o.Bed, o.Wish.Elder, null);
        }))));
        await DoAsync(open.Where(o => o.Answer == 8).Select(o => ((ICommand)new DeclineOffer(o.Wish.Application, o.Bed.Id, "Too far"), (Action)(() => TurnedDown(o)))));
    }

    private async Task ApplyAsync()
    {
        var wanted = Whole((Deaths + Departures) * city.Beds.Length * 1.1 / 365);
        var wishes = Enumerable.Range(0, wanted).Select(_ => _people.TryDequeue(out var elder) ? elder : null).OfType<CityElder>()
            .Select(e => new Wish(e, ApplicationId.FromRegistry($"year-{e.Id.Value}-{Today:yyyyMMdd}"))).ToArray();
        await DoAsync(wishes.Select(w => ((ICommand)new ApplyForBed(w.Application, w.Elder.Id, [], [], w.Elder.Wants), (Action)(() => _waiting.Add(w)))));
        Evidence[] evidence = [new(EvidenceKind.CrossCheck, "item 1", Today)];
        await DoAsync(wishes.Where(_waiting.Contains).Select(w => (
            (ICommand)new RecordEligibility(w.Application, w.Elder.Id, Eligible: true, null, [.. evidence]), (Action)(() => { }))));
    }

    private async Task OfferAsync()
    {
        var until = WorkingDays.After(Today, _offerDays).AddDays(1);
        var offers = new List<Offer>();
        foreach (var bed in _ready.Where(b => !_shorts.ContainsKey(b)).ToArray())
        {
            if (_waiting.Find(w => bed.Suits(w.Elder, kind: true)) is not { } first) continue;
            _waiting.Remove(first);
            offers.Add(new(bed, first, Today, until, _random.Next(10)));
        }

        var made = new HashSet<Offer>();
        await DoAsync(offers.Select(o => ((ICommand)new OfferBed(o.Wish.Application, o.Wish.Elder.Id, o.Bed.Id) { Home = o.Bed.Home }, (Action)(() =>
        {
            made.Add(o);
            _ready.Remove(o.Bed);
        }))));
        _offers.AddRange(made);
        // Who was refused for the home's sake waits on, in front; who is barred is found waiting again.
        _waiting.InsertRange(0, offers.Except(made).Select(o => o.Wish));
    }

    private void TurnedDown(Offer offer)
    {
        _offers.Remove(offer);
        _ready.Add(offer.Bed);
        _waiting.Add(offer.Wish);
    }

    private void MovedIn(CityBed bed, CityElder elder, DateOnly? until)
    {
        _ready.Remove(bed);
        _stays[bed] = new(elder, Today, until);
    }

    private void Gone(CityBed bed)
    {
        if (_stays.Remove(bed, out var stay) && !stay.Died) _people.Enqueue(stay.Elder);
        _toClean.Add(bed);
    }

    private AdmitResident Admit(CityBed bed, CityElder elder, ApplicationId? application) => new(bed.Id, elder.Id, application, Today) { Home = bed.Home };

    /// <summary>Somebody whom the bed suits, near the head of those who have none.</summary>
    private CityElder? Next(CityBed bed)
    {
        for (var tries = 0; tries < 30 && _people.TryDequeue(out var elder); tries++)
        {
            if (bed.Suits(elder, kind: false)) return elder;
            _people.Enqueue(elder);
        }

        return null;
    }

    /// <summary>Those to whom it happens today, of something that happens so often a year.</summary>
    private KeyValuePair<CityBed, Stay>[] Several(double aYear, Func<Stay, bool> which) =>
        [.. _stays.Where(s => which(s.Value) && _random.NextDouble() < aYear / 365)];

    private int Whole(double expected) => (int)expected + (_random.NextDouble() < expected - (int)expected ? 1 : 0);

    /// <summary>Sends all of a step side by side; what was done is taken note of afterwards.</summary>
    private async Task DoAsync(IEnumerable<(ICommand Command, Action Done)> commands)
    {
        var done = new ConcurrentBag<Action>();
        await Parallel.ForEachAsync(commands.ToArray(), new ParallelOptions { MaxDegreeOfParallelism = 400 }, async (c, _) =>
        {
            if (await host.SendAsync(c.Command)) done.Add(c.Done);
        });
        foreach (var noted in done) noted();
    }

    private sealed class Stay(CityElder elder, DateOnly since, DateOnly? until)
    {
        public CityElder Elder => elder;

        public DateOnly Since { get; set; } = since;

        public DateOnly? Until => until;

        /// <summary>While she is away.</summary>
        public DateOnly? Back { get; set; }

        public DateOnly KeptUntil { get; set; }

        public bool ByTransfer { get; init; }

        public bool Died { get; set; }
    }

    private sealed record Short(CityElder Elder, DateOnly From, DateOnly Until);

    private sealed record Wish(CityElder Elder, ApplicationId Application);

    /// <param name="Answer">Up to 7 yes, 8 no, 9 nothing.</param>
    private sealed record Offer(CityBed Bed, Wish Wish, DateOnly On, DateOnly Until, int Answer)
    {
        public bool Accepted { get; set; }
    }
}
