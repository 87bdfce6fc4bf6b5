using System.Globalization;
using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Benchmarks.Beds;

/// <summary>Homes with rooms and beds as the demo city has them, and the elders who may want them; all from one seed.</summary>
/// <param name="homes">180 in the city.</param>
/// <param name="beds">20,000 in the city.</param>
/// <param name="elders">Who may move in.</param>
/// <param name="first">The day it begins.</param>
public sealed class BedCity(int homes, int beds, int elders, DateOnly first)
{
    private static readonly string[] s_districts = ["321102", "321111", "321112", "321181", "321182", "321183", "ZJXQ"];
    private static readonly CareLevel[] s_levels = Enum.GetValues<CareLevel>();

    public ImmutableArray<HomeId> Homes { get; } = [.. Enumerable.Range(0, homes).Select(h => HomeId.FromRegistry($"year-{h}"))];

    public ImmutableArray<CityBed> Beds { get; } = [.. Enumerable.Range(0, beds).Select(b => Bed(b, homes))];

    public ImmutableArray<CityElder> Elders { get; } = [.. Enumerable.Range(0, elders).Select(Elder)];

    public async Task FoundAsync(BedHost host)
    {
        await AllAsync(host, [new PublishQueuePolicy(QueuePolicyDocument.Shipped["guangzhou"])]);
        await AllAsync(host, Homes.Select((h, i) => new RegisterHome(h, $"Home {i}", s_districts[i % s_districts.Length], "Street", 32.2, 119.4, (OperatorKind)(i % 3))));
        await AllAsync(host, Homes.SelectMany(h => Enum.GetValues<CertificateKind>().Select(k =>
            new RecordCertificate(h, k, $"{k}", first.AddYears(-1), null, first.AddYears(3)))));
        await AllAsync(host, Beds.DistinctBy(b => b.Room).Select(b => new AddRoom(b.Home, b.Room, b.RoomNumber, b.Rule)));
        await AllAsync(host, Beds.Select(b => new RegisterBed(b.Home, b.Room, b.Id, b.Number, b.Kind, b.Highest)));
        await AllAsync(host, Elders.Select((e, i) => new RegisterElder(e.Id, "Made Up", Number(i), null, null, s_districts[i % s_districts.Length])));
        await AllAsync(host, Elders.Where(e => e.Level is not null).Select(e => new ChangeCareLevel(e.Id, e.Level!.Value, "GB/T 42195-2022", first.AddDays(-30), null, "assessor")));
    }

    private static async Task AllAsync<TCommand>(BedHost host, IEnumerable<TCommand> commands)
        where TCommand : ICommand
    {
        TCommand[] all = [.. commands];
        if ((await host.SendAsync(all)).Length < all.Length) throw new InvalidOperationException($"Not every {typeof(TCommand).Name} was accepted.");
    }

    /// <summary>Five in six are nursing beds, three to a room.</summary>
    private static CityBed Bed(int nr, int homes)
    {
        var (home, inHome) = (nr % homes, nr / homes);
        var room = inHome / 3;
        var rule = (room % 4) switch { 0 => GenderRule.Female, 1 => GenderRule.Male, _ => GenderRule.Mixed };
        var kind = (room % 6) switch { 0 => BedKind.Ordinary, 1 when room % 12 == 1 => BedKind.Dementia, _ => BedKind.Nursing };
        return new(
            BedId.FromRegistry($"year-{nr}"), HomeId.FromRegistry($"year-{home}"), RoomId.FromRegistry($"year-{home}-{room}"), Text(room + 1),
            Text((inHome % 3) + 1), kind, rule, kind == BedKind.Ordinary ? CareLevel.Moderate : CareLevel.Total);
    }

    private static CityElder Elder(int nr) => new(
        ElderIds.FromRegistry($"year-{nr}"), nr % 2 == 0 ? Gender.Female : Gender.Male, nr % 3 == 0 ? null : s_levels[nr % s_levels.Length],
        (nr % 6) switch { 0 => BedKind.Ordinary, 1 when nr % 12 == 1 => BedKind.Dementia, _ => BedKind.Nursing });

    /// <summary>Each once; women have even ones.</summary>
    private static string Number(int nr)
    {
        var digits = $"321102{new DateOnly(1930, 1, 1).AddDays(nr % 9_000):yyyyMMdd}{Text((nr / 9_000 * 2) + (nr % 2 == 0 ? 2 : 1)).PadLeft(3, '0')}";
        return digits + IdentityNumber.CheckCharacter(digits);
    }

    private static string Text(int nr) => nr.ToString(CultureInfo.InvariantCulture);
}

public sealed record CityBed(
    BedId Id, HomeId Home, RoomId Room, string RoomNumber, string Number, BedKind Kind, GenderRule Rule, CareLevel Highest)
{
    /// <summary>As rule 3 has it; the kind only for who asks for one.</summary>
    public bool Suits(CityElder elder, bool kind) =>
        (!kind || Kind == elder.Wants) && BedMatch.Allows(Rule, elder.Gender) && (elder.Level ?? CareLevel.Intact) <= Highest;
}

/// <param name="Level">Null when she was not assessed.</param>
/// <param name="Wants">The kind of bed she would ask for.</param>
public sealed record CityElder(ElderId Id, Gender Gender, CareLevel? Level, BedKind Wants);
