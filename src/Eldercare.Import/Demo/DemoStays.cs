using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Demo;

/// <summary>
/// Plays what the first home did since yesterday, so that its board and every worklist of beds show something: two residents away, one
/// gone and her bed to clean, a short stay, reservations that are in the way of a closure, and a room in isolation with people in it. Each act is
/// done once: begun anew it sees what there is.
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
        if (residents.TryDequeue(out var leaving))
            await SendAsync(new RecordDeparture(leaving.Id, leaving.Elder!.Value, today.AddDays(-1), DepartureReason.Departed), stop);

        var ready = new Queue<Bed>(beds.Where(b => b.State == BedState.Ready));
        if (ready.TryDequeue(out var promised))
            foreach (var from in (int[])[3, 12])
                await ForSomebodyAsync(elder => new ReserveBed(promised.Id, elder, today.AddDays(from), today.AddDays(from + 7)), stop);
        if (ready.TryDequeue(out var respite))
            await ForSomebodyAsync(elder => new AdmitResident(respite.Id, elder, Application: null, today, today.AddDays(10)) { Home = s_home }, stop);
        await IsolateAsync(beds, [ill, visiting, leaving, promised, respite], stop);
    }

    /// <summary>A room where somebody lies and nothing of the above happened.</summary>
    private async Task IsolateAsync(List<Bed> beds, Bed?[] elsewhere, CancellationToken stop)
    {
        var room = beds.GroupBy(b => b.Room).FirstOrDefault(r => r.Any(b => b.State == BedState.Occupied) && !r.Any(b => Array.Exists(elsewhere, e => e?.Id == b.Id)));
        if (room is not null)
            await SendAsync(new CloseRooms(s_home, [room.Key], "流感隔离", ClosureKind.Isolation, today.AddDays(10), [.. room.Select(b => b.Id)]), stop);
    }

    /// <summary>Whoever waits for a bed, has one or does not suit is refused, and the next is asked.</summary>
    private async Task ForSomebodyAsync(Func<ElderId, ICommand> command, CancellationToken stop)
    {
        for (var asked = 0; asked < 200; asked++)
            if (await AnswerAsync(command(ElderIds.FromRegistry(DemoPeople.Number(_asked++))), stop) is null) return;
    }

    private async Task SendAsync(ICommand command, CancellationToken stop)
    {
        if (await AnswerAsync(command, stop) is { } refusal)
            throw new InvalidOperationException($"The demo city's {command.GetType().Name} was refused: {refusal.Code}.");
    }

    private async Task<Refusal?> AnswerAsync(ICommand command, CancellationToken stop) =>
        (await writer.ExecuteAsync(command, new Envelope(city, "demo", $"demo-stays/{_run}/{_commands++}"), stop)).Refusal;
}
