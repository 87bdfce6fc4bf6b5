using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Demo;

/// <summary>
/// Plays what the first home did since yesterday, so that its board and every worklist of beds show something: two residents away, a
/// short stay, one that is over and its bed to clean, reservations that are in the way of a closure, and a room in isolation with people in it. The
/// residents of the registry all stay, so that it can be read again. Each act is done once: begun anew it sees what there is.
/// </summary>
/// <param name="writer">Takes the commands.</param>
/// <param name="states">Says who lies where.</param>
/// <param name="city">The tenant.</param>
/// <param name="today">The date the city was generated for.</param>
public sealed class DemoStays(ICommandWriter writer, IStateReader states, string city, DateOnly today)
{
    private static readonly HomeId s_home = HomeId.FromRegistry(DemoHomes.Number(0));
    private readonly Guid _run = Guid.NewGuid();
    private int _asked, _commands;

    public async Task PlayAsync(CancellationToken stop)
    {
        if (await states.ReadAsync<Home>(city, Home.Stream.At(s_home.Value), stop) is not { } home) return;
        var beds = new List<Bed>();
        foreach (var (_, room) in home.Rooms.OrderBy(r => r.Value.Number, StringComparer.Ordinal))
            foreach (var id in room.Beds.OrderBy(b => b.Value)) beds.Add((await states.ReadAsync<Bed>(city, Bed.Stream.At(id.Value), stop))!);
        if (beds.Exists(b => b.State is BedState.OnLeave or BedState.ToClean or BedState.Closed)) return;

        // Who came this month has other things in mind.
        var residents = new Queue<Bed>(beds.Where(b => b.State == BedState.Occupied && b.Since < today.AddDays(-30)));
        if (residents.TryDequeue(out var ill)) await SendAsync(new BeginLeave(ill.Id, ill.Elder!.Value, LeaveKind.Hospital, today, today.AddDays(21)), stop);
        if (residents.TryDequeue(out var visiting)) await SendAsync(new BeginLeave(visiting.Id, visiting.Elder!.Value, LeaveKind.Visit, today, today.AddDays(3)), stop);

        var ready = new Queue<Bed>(beds.Where(b => b.State == BedState.Ready));
        if (ready.TryDequeue(out var promised))
            foreach (var from in (int[])[3, 12])
                await ForSomebodyAsync(elder => new ReserveBed(promised.Id, elder, today.AddDays(from), today.AddDays(from + 7)), stop);
        if (ready.TryDequeue(out var respite))
            await ForSomebodyAsync(elder => new AdmitResident(respite.Id, elder, Application: null, today, today.AddDays(10)) { Home = s_home }, stop);
        if (ready.TryDequeue(out var left)
            && await ForSomebodyAsync(elder => new AdmitResident(left.Id, elder, Application: null, today.AddDays(-8), today.AddDays(-1)) { Home = s_home }, stop) is { } guest)
            await SendAsync(new RecordDeparture(left.Id, guest, today.AddDays(-1), DepartureReason.Departed), stop);
        await IsolateAsync(beds, [ill, visiting, promised, respite, left], stop);
    }

    /// <summary>A room where somebody lies and nothing of the above happened.</summary>
    private async Task IsolateAsync(List<Bed> beds, Bed?[] elsewhere, CancellationToken stop)
    {
        var room = beds.GroupBy(b => b.Room).FirstOrDefault(r => r.Any(b => b.State == BedState.Occupied) && !r.Any(b => Array.Exists(elsewhere, e => e?.Id == b.Id)));
        if (room is not null)
            await SendAsync(new CloseRooms(s_home, [room.Key], "流感隔离", ClosureKind.Isolation, today.AddDays(10), [.. room.Select(b => b.Id)]), stop);
    }

    /// <summary>Whoever waits for a bed, has one or does not suit is refused, and the next is asked.</summary>
    private async Task<ElderId?> ForSomebodyAsync(Func<ElderId, ICommand> command, CancellationToken stop)
    {
        for (var asked = 0; asked < 200; asked++)
        {
            var elder = ElderIds.FromRegistry(DemoPeople.Number(_asked++));
            if (await AnswerAsync(command(elder), stop) is null) return elder;
        }

        return null;
    }

    private async Task SendAsync(ICommand command, CancellationToken stop)
    {
        if (await AnswerAsync(command, stop) is { } refusal)
            throw new InvalidOperationException($"The demo city's {command.GetType().Name} was refused: {refusal.Code}.");
    }

    private async Task<Refusal?> AnswerAsync(ICommand command, CancellationToken stop) =>
        (await writer.ExecuteAsync(command, new Envelope(city, "demo", $"demo-stays/{_run}/{_commands++}"), stop)).Refusal;
}
