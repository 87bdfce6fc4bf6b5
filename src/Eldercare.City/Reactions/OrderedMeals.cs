using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using Eldercare.Meals;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>How many portions of standing orders came to what.</summary>
/// <param name="Booked">Portions booked.</param>
/// <param name="Missed">Portions that could not be booked and are for a person.</param>
/// <param name="Failed">Portions nothing was decided on, for a fault: to be asked for again.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OrderTally(int Booked, int Missed, int Failed = 0)
{
    public static OrderTally operator +(OrderTally a, OrderTally b) => new(a.Booked + b.Booked, a.Missed + b.Missed, a.Failed + b.Failed);

    /// <exception cref="InvalidOperationException">Nothing was decided on some portions, for a fault.</exception>
    public OrderTally OrThrow() => Failed == 0
        ? this
        : throw new InvalidOperationException($"Nothing was decided on {Failed} portions of standing orders; the log says why.");
}

/// <summary>
/// Turns portions that standing orders want into bookings, many at a time: first by the sitting, then, one by one, those whom that leaves
/// out. Who finds the sitting full waits for a place; what cannot be booked becomes a miss, for a person. Asking again is harmless: who
/// has a portion, or cancelled it, is left alone. One elder's fault does not keep the others from being served.
/// </summary>
public sealed partial class OrderedMeals(ICommandWriter writer, ILogger<OrderedMeals> log)
{
    private const string Actor = "reaction:standing-order";

    /// <summary>Single commands under way at once: enough to fill the writer's groups.</summary>
    private const int AtOnce = 1_500;

    /// <summary>Sittings under way at once, each with up to <see cref="BookOrderedMeals.Most"/> portions.</summary>
    private const int SittingsAtOnce = 16;

    /// <summary>
    /// Nothing for a person to do: she has a portion, one is offered to her, she cancelled it herself or left the list for it, has died, the order changed
    /// meanwhile, or the portion was given up.
    /// </summary>
    private static readonly ImmutableHashSet<Type> s_settled =
    [
        typeof(AlreadyBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(PortionTakenElsewhere), typeof(AlreadyWaiting),
        typeof(OrderNotDue), typeof(OrderedMealCancelled), typeof(OrderedMealGivenUp), typeof(LeftThatWaitingList), typeof(ElderHasDied),
        typeof(ElderUnknown),
    ];

    /// <param name="city">The tenant.</param>
    /// <param name="cause">The same for each repetition of the same wish; at most 40 characters.</param>
    /// <param name="due">What is wanted.</param>
    /// <param name="fresh">The order was placed just now, see <see cref="BookOrderedMeal"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<OrderTally> BookAsync(
        string city, string cause, IReadOnlyList<DueMeal> due, bool fresh, CancellationToken cancellation)
    {
        var alone = new ConcurrentBag<DueMeal>();
        var booked = fresh ? 0 : await BySittingAsync(city, cause, due, alone, cancellation);
        var (more, missed, failed) = (0, 0, 0);
        var opened = new ConcurrentDictionary<SittingId, Lazy<Task>>();
        await Parallel.ForEachAsync(
            fresh ? due : (IEnumerable<DueMeal>)alone, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (meal, ct) =>
            {
                try
                {
                    var tally = await BookAsync(city, cause, meal, fresh, opened, ct);
                    Interlocked.Add(ref more, tally.Booked);
                    Interlocked.Add(ref missed, tally.Missed);
                }
                catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
                {
                    Failed(log, meal.Order.Value, meal.Date, meal.Meal, e);
                    Interlocked.Increment(ref failed);
                }
            });
        return new(booked + more, missed, failed);
    }

    /// <summary>Books by the sitting; who is left out, for whatever reason, is for asking alone.</summary>
    private async Task<int> BySittingAsync(
        string city, string cause, IReadOnlyList<DueMeal> due, ConcurrentBag<DueMeal> alone, CancellationToken cancellation)
    {
        var booked = 0;
        await Parallel.ForEachAsync(
            due.GroupBy(d => (d.Point, d.Date, d.Meal)),
            new ParallelOptions { MaxDegreeOfParallelism = SittingsAtOnce, CancellationToken = cancellation },
            async (sitting, ct) =>
            {
                foreach (var some in sitting.DistinctBy(d => d.Elder).Chunk(BookOrderedMeals.Most))
                {
                    var has = some.Length > 1 ? await BookAsync(city, cause, some, ct) : null;
                    foreach (var meal in some)
                    {
                        if (has is not null && BookOrderedMeals.IsBooked(has, new(meal.Elder, meal.Order))) Interlocked.Increment(ref booked);
                        else alone.Add(meal);
                    }
                }
            });
        return booked;
    }

    /// <summary>The sitting as it stands then; null when there is none, or for a fault: whose it is shows when each is asked alone.</summary>
    private async Task<Sitting?> BookAsync(string city, string cause, DueMeal[] some, CancellationToken cancellation)
    {
        var (point, date, meal) = (some[0].Point, some[0].Date, some[0].Meal);
        var book = new BookOrderedMeals(point, date, meal, [.. some.Select(d => new OrderedPortion(d.Elder, d.Order))]);
        var wish = NameBasedId.Of(string.Join(' ', some.Select(d => d.Order.Value.ToString("N", CultureInfo.InvariantCulture))));
        try
        {
            return (await writer.ExecuteAsync(book, new Envelope(city, Actor, $"{cause}:{book.SittingId.Value}:{wish}"), cancellation)).State as Sitting;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            BySittingFailed(log, book.SittingId.Value, e);
            return null;
        }
    }

    private async Task<OrderTally> BookAsync(
        string city, string cause, DueMeal due, bool fresh, ConcurrentDictionary<SittingId, Lazy<Task>> opened,
        CancellationToken cancellation)
    {
        var book = new BookOrderedMeal(due.Point, due.Date, due.Meal, due.Elder, due.Order, fresh);
        // The order may have come to name another point since the same run asked before.
        var key = $"{cause}:{due.Order.Value}:{book.SittingId.Value}";
        var answer = await ExecuteAsync(city, key, book, cancellation);
        if (answer.Refusal is SittingUnknown)
        {
            // The order may come before the horizon's keeper does: the first to miss a sitting opens it for all.
            var open = new OpenSitting(due.Point, due.Date, due.Meal);
            await opened.GetOrAdd(open.SittingId, _ => new(() => ExecuteAsync(city, $"{cause}:{open.SittingId.Value}", open, cancellation))).Value;
            answer = await ExecuteAsync(city, $"{key}:opened", book, cancellation);
        }

        if (answer.Refusal is SittingFull)
        {
            var wait = new WaitForOrderedMeal(due.Point, due.Date, due.Meal, due.Elder, due.Order);
            // A place came free between the two: it is for whoever books it.
            if ((await ExecuteAsync(city, $"{key}:wait", wait, cancellation)).Refusal is PlacesLeft)
                answer = await ExecuteAsync(city, $"{key}:again", book, cancellation);
        }

        if (answer.Refusal is not { } refusal) return new(1, 0);
        if (s_settled.Contains(refusal.GetType())) return default;
        await ExecuteAsync(
            city, $"{key}:missed:{refusal.Code}",
            new RecordOrderedMealMiss(due.Point, due.Date, due.Meal, due.Elder, due.Order, refusal.Code), cancellation);
        return new(0, 1);
    }

    /// <summary>A key's refusal is no answer for ever: what stood in the way may be gone when the same is asked again.</summary>
    private async Task<Answer> ExecuteAsync(string city, string key, ICommand command, CancellationToken cancellation)
    {
        var answer = await writer.ExecuteAsync(command, new Envelope(city, Actor, key), cancellation);
        return answer is { Refusal: not null, Replayed: true }
            ? await writer.ExecuteAsync(command, new Envelope(city, Actor, $"{key}:{Guid.CreateVersion7()}"), cancellation)
            : answer;
    }

    [LoggerMessage(LogLevel.Error, "Standing order {Order}: nothing was decided on {Meal} of {Date}.")]
    private static partial void Failed(ILogger log, Guid order, DateOnly date, Meal meal, Exception e);

    [LoggerMessage(LogLevel.Warning, "Standing orders at sitting {Sitting} are asked for one by one.")]
    private static partial void BySittingFailed(ILogger log, Guid sitting, Exception e);
}
