using System.Collections.Immutable;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Store.Deciding;

namespace Eldercare.Testing;

/// <summary>What a home needs before anybody can move in.</summary>
internal static class CareHomes
{
    /// <summary>Its papers, in date from 2020 to 2040.</summary>
    public static ImmutableArray<RecordCertificate> Certified(HomeId home) =>
        [.. Enum.GetValues<CertificateKind>().Select(k => new RecordCertificate(home, k, $"{k}-1", new(2020, 1, 1), null, new(2040, 12, 31)))];

    /// <summary>The command with the bed's home, which whoever gives it looks up.</summary>
    public static async Task<ICommand> PlacedAsync(this ICommand command, IStateReader states, string city) => command switch
    {
        AdmitResident { Home: null } admit => admit with { Home = await states.HomeOfAsync(city, admit.Bed) },
        TransferResident { ToHome: null } transfer => transfer with { ToHome = await states.HomeOfAsync(city, transfer.To) },
        OfferBed { Home: null } offer => offer with { Home = await states.HomeOfAsync(city, offer.Bed) },
        _ => command,
    };

    private static async Task<HomeId?> HomeOfAsync(this IStateReader states, string city, BedId bed) =>
        (await states.ReadAsync<Bed>(city, Bed.Stream.At(bed.Value), CancellationToken.None))?.Home;
}
