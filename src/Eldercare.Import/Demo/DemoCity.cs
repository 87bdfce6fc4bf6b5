using System.Text;

namespace Eldercare.Import.Demo;

/// <summary>Writes a made-up city as the registries a real one would bring: the same files, the same door.</summary>
public static class DemoCity
{
    /// <summary>
    /// Writes all files; the same size and date give the same bytes. Everybody in it is made up.
    /// </summary>
    /// <param name="folder">Created when missing; files of these names are replaced.</param>
    /// <param name="size">How large.</param>
    /// <param name="today">The city's date: ages are exact on it, the history ends before it, bookings begin on it.</param>
    /// <param name="progress">Told by file; may be null.</param>
    /// <param name="cancellation">Stops between files.</param>
    public static Task WriteAsync(
        string folder, DemoSize size, DateOnly today, IProgress<ImportProgress>? progress, CancellationToken cancellation) =>
        Task.Run(() => Write(folder, size, today, progress, cancellation), cancellation);

    private static void Write(
        string folder, DemoSize size, DateOnly today, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var people = new DemoPeople(size, today);
        var points = DemoMealPoint.Generate(size);
        var homes = new DemoHomes(size, today, people);
        To("elders.csv", w => people.Write(w, rows => progress?.Report(new("elders.csv", rows, (double)rows / size.People))));
        To("meal_points.csv", w => DemoMealPoint.Write(w, points));
        To("weekly_sittings.csv", w => DemoMealPoint.WriteWeeks(w, points));
        To("day_care_centres.csv", w => DemoMealPoint.WriteDayCareCentres(w, size, points));
        To("homes.csv", h => To("rooms.csv", r => To("beds.csv", b => To("residents.csv", s => homes.Write(h, r, b, s)))));
        To("home_certificates.csv", homes.WriteCertificates);
        To("applications.csv", homes.WriteApplications);
        var guests = new DemoGuests(people, points);
        var details = new DemoDetails(today, people, points, guests);
        To("entitlements.csv", details.WriteEntitlements);
        To("hukou.csv", details.WriteHukou);
        To("diner_profiles.csv", details.WriteDinerProfiles);
        To("contacts.csv", details.WriteContacts);
        To("kitchens.csv", w => DemoKitchens.WriteKitchens(w, points));
        To("dishes.csv", w => DemoKitchens.WriteDishes(w, points));
        To("substitutes.csv", w => DemoKitchens.WriteSubstitutes(w, points));
        To("menus.csv", w => DemoKitchens.WriteMenus(w, points, today));
        To("standing_orders.csv", details.WriteStandingOrders);
        var sittings = new DemoSittings(size, today, points, guests);
        To("bookings.csv", sittings.WriteBookings);
        To("meal_history.csv", w => sittings.WriteHistory(
            w, (rows, share) => progress?.Report(new("meal_history.csv", rows, share))));

        void To(string file, Action<TextWriter> write)
        {
            cancellation.ThrowIfCancellationRequested();
            using var writer = new StreamWriter(Path.Combine(folder, file), append: false, new UTF8Encoding(false), 1 << 17);
            writer.NewLine = "\n";
            write(writer);
        }
    }
}
