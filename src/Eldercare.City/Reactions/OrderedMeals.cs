using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Eldercare.Meals;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Reactions;

/// <summary>How many portions of standing orders came to what.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct OrderTally(int Booked, int Missed)
{
    public static OrderTally operator +(OrderTally a, OrderTally b) => new(a.Booked + b.Booked, a.Missed + b.Missed);
}

/// <summary>
/// Turns portions that standing orders want into bookings, many at a time. What cannot be booked becomes a miss, for a person. Asking
/// again is harmless: who has a portion, or cancelled it, is left alone.
/// </summary>
public sealed class OrderedMeals(ICommandWriter writer)
{
    private const string Actor = "reaction:standing-order";

    /// <summary>Commands under way at once: enough to fill the writer's groups.</summary>
    private const int AtOnce = 1_500;

    /// <summary>
    /// Nothing for a person to do: she has a portion, cancelled it herself, has died, the order changed meanwhile, or the point
    /// announced that it is closed.
    /// </summary>
    private static readonly ImmutableHashSet<Type> s_settled =
    [
        typeof(AlreadyBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(PortionTakenElsewhere),
        typeof(OrderNotDue), typeof(OrderedMealCancelled), typeof(ElderHasDied), typeof(ElderUnknown), typeof(MealPointClosedThatDay),
    ];

    /// <param name="city">The tenant.</param>
    /// <param name="cause">The same for each repetition of the same wish; at most 60 characters.</param>
    /// <param name="due">What is wanted.</param>
    /// <param name="fresh">The order was placed just now, see <see cref="BookOrderedMeal"/>.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<OrderTally> BookAsync(
        string city, string cause, IEnumerable<DueMeal> due, bool fresh, CancellationToken cancellation)
    {
        var (booked, missed) = (0, 0);
        var opened = new ConcurrentDictionary<SittingId, Lazy<Task>>();
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (meal, ct) =>
            {
                var tally = await BookAsync(city, cause, meal, fresh, opened, ct);
                Interlocked.Add(ref booked, tally.Booked);
                Interlocked.Add(ref missed, tally.Missed);
            });
        return new(booked, missed);
    }

    private async Task<OrderTally> BookAsync(
        string city, string cause, DueMeal due, bool fresh, ConcurrentDictionary<SittingId, Lazy<Task>> opened,
        CancellationToken cancellation)
    {
        var key = $"{cause}:{due.Order.Value}:{due.Date.DayNumber}:{(int)due.Meal}";
        var book = new BookOrderedMeal(due.Point, due.Date, due.Meal, due.Elder, due.Order, fresh);
        var answer = await ExecuteAsync(city, key, book, cancellation);
        if (answer.Refusal is SittingUnknown)
        {
            // The order may come before the horizon's keeper does: the first to miss a sitting opens it for all.
            var open = new OpenSitting(due.Point, due.Date, due.Meal);
            await opened.GetOrAdd(open.SittingId, _ => new(() => ExecuteAsync(city, $"{cause}:{open.SittingId.Value}", open, cancellation))).Value;
            answer = await ExecuteAsync(city, $"{key}:opened", book, cancellation);
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
}
