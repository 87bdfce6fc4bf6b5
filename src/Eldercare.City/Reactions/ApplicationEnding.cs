using Eldercare.Beds;
using Eldercare.People;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>Ends an open application by itself, with whatever bed is kept for it.</summary>
internal static class ApplicationEnding
{
    private const int Attempts = 5;

    private static readonly ImmutableHashSet<Type> s_bedDiffers = [typeof(OfferedBedDiffers)];

    /// <summary>Only the application knows which bed is kept for it: it says so when asked with another one.</summary>
    /// <param name="reaction">Sends.</param>
    /// <param name="name">The reaction's.</param>
    /// <param name="e">What it follows from.</param>
    /// <param name="application">Which.</param>
    /// <param name="elder">Whose.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task EndAsync(
        this Reaction reaction, string name, IEvent e, ApplicationId application, ElderId elder, EndReason reason, CancellationToken cancellation)
    {
        BedId? bed = null;
        for (var attempt = 1; ; attempt++)
        {
            var refusal = await reaction.SendAsync(
                name, e.TenantId, $"{e.Id}:{application.Value}:{bed?.Value}", new EndApplication(application, elder, bed, reason),
                attempt < Attempts ? s_bedDiffers : [], cancellation);
            if (refusal is not OfferedBedDiffers differs) return;
            bed = differs.Bed;
        }
    }
}
