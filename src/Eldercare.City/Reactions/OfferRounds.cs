using Eldercare.Beds;
using Eldercare.Beds.Matching;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <param name="Offered">How many beds were offered.</param>
/// <param name="IsWhole">False when something was left for the next round, which is to follow at once.</param>
public sealed record OfferRound(int Offered, bool IsWhole);

/// <summary>
/// One round over all beds of a city that may be offered by themselves: the match says who gets which, and the offers go out in the order
/// of the queue, one after the other. What a decision refuses (somebody was faster, or the views lagged) is left out, and the round goes again
/// with the rest: nobody behind is served before that.
/// </summary>
public sealed partial class OfferRounds(
    IMatchingReader matching, IQueueOrder order, IStateReader states, ICommandWriter writer, IViewProgress views, TimeProvider clock,
    ILogger<OfferRounds> log)
{
    public const string Actor = "reaction:offer-keeper";

    /// <summary>So often a round goes again; what is left then is for the next one.</summary>
    private const int MostRefused = 50;

    private static readonly TimeSpan s_catchUp = TimeSpan.FromSeconds(10);

    /// <summary>Refusals that speak of the bed, whoever it was for.</summary>
    private static readonly ImmutableHashSet<Type> s_ofBed = [typeof(BedUnknown), typeof(BedStateForbids), typeof(BedTaken), typeof(HomeMayNotAdmit)];

    /// <summary>Refusals that speak of this bed for this application: another bed may do.</summary>
    private static readonly ImmutableHashSet<Type> s_ofBoth = [typeof(OfferedBefore), typeof(BedDoesNotMatch)];

    public async Task<OfferRound> MakeAsync(string city, CancellationToken cancellation)
    {
        var today = CityTime.Today(clock.GetUtcNow());
        var book = await states.ReadAsync<QueuePolicyBook>(city, QueuePolicyBook.At, cancellation) ?? QueuePolicyBook.Empty;
        var policy = book.InForce(today);
        if (policy.OfferedByItself == OfferedByItself.Never) return new(0, IsWhole: true);

        // Mostly nothing is free. Else nobody is offered a bed by a place from before her birthday, her entitlement or the policy.
        if ((await matching.InputAsync(city, today, policy, byItself: true, cancellation)).Free.IsEmpty) return new(0, IsWhole: true);
        if (!await order.HoldsAsync(city, cancellation)) return new(0, IsWhole: false);
        var input = await matching.InputAsync(city, today, policy, byItself: true, cancellation);
        var waiting = input.Waiting.Select(w => w.Application).ToDictionary(a => a.Application);
        var free = input.Free.ToDictionary(b => b.Bed);
        var (offered, refused, last) = (0, 0, 0L);
        for (; refused < MostRefused && free.Count > 0; refused++)
        {
            Refusal? stood = null;
            foreach (var match in BedMatching.Propose(waiting.Values, free.Values).Matches)
            {
                (stood, var sequence) = await OfferAsync(city, match, cancellation);
                if (stood is null)
                {
                    (offered, last) = (offered + 1, Math.Max(last, sequence));
                    waiting.Remove(match.Application.Application);
                    free.Remove(match.Bed.Bed);
                    continue;
                }

                Refused(log, match.Bed.Bed, match.Application.Application, stood.Code);
                if (s_ofBed.Contains(stood.GetType())) free.Remove(match.Bed.Bed);
                else if (s_ofBoth.Contains(stood.GetType()))
                    waiting[match.Application.Application] = match.Application with { NotAgain = match.Application.NotAgain.Add(match.Bed.Bed) };
                else waiting.Remove(match.Application.Application);
                break;
            }

            if (stood is null) break;
        }

        // The next round is to see what this one did.
        if (offered > 0) await views.WaitFor(last, s_catchUp, cancellation);
        return new(offered, IsWhole: refused < MostRefused);
    }

    /// <summary>Whether it was offered already the decision knows: no key.</summary>
    private async Task<(Refusal? Refusal, long Sequence)> OfferAsync(string city, ProposedMatch match, CancellationToken cancellation)
    {
        var answer = await writer.ExecuteAsync(
            new OfferBed(match.Application.Application, match.Application.Elder, match.Bed.Bed) { Home = match.Bed.Home },
            new Envelope(city, Actor, Guid.CreateVersion7().ToString()), cancellation);
        return (answer.Refusal, answer.Sequence);
    }

    [LoggerMessage(LogLevel.Information, "Bed {Bed} could not be offered to application {Application} ({Code}); the round goes again.")]
    private static partial void Refused(ILogger log, BedId bed, ApplicationId application, string code);
}
