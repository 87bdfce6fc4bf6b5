using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Matching;
using Eldercare.Beds.Queue;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Demo;

/// <summary>
/// Plays what the homes' desks did about their beds today: the first three of the queue were offered what the match proposes; the second has
/// declined, so that the next gets her bed by itself, and the third has accepted. A resident is in hospital, and her bed is kept until
/// tomorrow: if she is not back by then, she has first claim on the next one. Begun anew after an interruption it leaves what was done as it is.
/// </summary>
/// <param name="writer">Takes the commands.</param>
/// <param name="states">Says what the order of the queue is.</param>
/// <param name="matching">Says who waits and which beds are free; its views have caught up with the registries.</param>
/// <param name="homes">Says who lives where.</param>
/// <param name="city">The tenant.</param>
/// <param name="today">The date the city was generated for.</param>
public sealed class DemoOffers(ICommandWriter writer, IStateReader states, IMatchingReader matching, IHomesReader homes, string city, DateOnly today)
{
    public async Task PlayAsync(CancellationToken stop)
    {
        var book = await states.ReadAsync<QueuePolicyBook>(city, QueuePolicyBook.At, stop) ?? QueuePolicyBook.Empty;
        var input = await matching.InputAsync(city, today, book.InForce(today), byItself: false, stop);
        foreach (var (match, nth) in BedMatching.Propose(input.Waiting.Select(w => w.Application), input.Free).Matches.Take(3).Select((m, i) => (m, i)))
        {
            var (application, elder, bed) = (match.Application.Application, match.Application.Elder, match.Bed.Bed);
            if (!await DoAsync($"offer/{nth}", new OfferBed(application, elder, bed) { Home = match.Bed.Home }, stop)) continue;
            if (nth == 1) await DoAsync("decline", new DeclineOffer(application, bed, "离子女家太远"), stop);
            if (nth == 2) await DoAsync("accept", new AcceptOffer(application, elder, bed), stop);
        }

        var occupied = await homes.BedsOfAsync(city, HomeId.FromRegistry(DemoHomes.Number(0)), BedState.Occupied, new Slice<Guid>(1), stop);
        if (occupied.Rows is [{ Elder: { } resident } hers])
            await DoAsync("leave", new BeginLeave(hers.Bed, resident, LeaveKind.Hospital, today, today.AddDays(1)), stop);
    }

    /// <summary>The same key whenever it is begun: what was done is not done to somebody else.</summary>
    /// <returns>Whether it is done.</returns>
    private async Task<bool> DoAsync(string key, ICommand command, CancellationToken stop) =>
        (await writer.ExecuteAsync(command, new Envelope(city, "demo", $"demo-offers/{key}"), stop)).Refusal is null;
}
