using System.Globalization;
using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.City.Reading;

namespace Eldercare.Api.Fhir;

/// <summary>Search parameters as they stand in the address. What is not known is refused: a filter that is left out finds too much.</summary>
public static class FhirSearch
{
    public const string Count = "_count", After = "_after", Format = "_format";

    public const int DefaultCount = 50, MostCount = 200;

    public static readonly ImmutableArray<string> OfLocations = ["partof", "operational-status", "type"], OfEncounters = ["location", "status", "date"];

    /// <exception cref="FhirFaultException">One is not known, or cannot be read.</exception>
    public static PlaceSearch Places(IQueryCollection query, Within? within)
    {
        Known(query, OfLocations);
        return new(
            within, PartOf: Place(query, "partof"),
            Statuses: Codes(query, "operational-status", FhirCodes.BedStatus, code => Named<BedStatusCode>(code, c => c.ToString())),
            Types: TypesOf(query));
    }

    /// <exception cref="FhirFaultException">One is not known, or cannot be read.</exception>
    public static StaySearch Stays(IQueryCollection query, Within? within)
    {
        Known(query, OfEncounters);
        return new(
            within, Place: Place(query, "location"),
            Statuses: Codes(query, "status", system: "http://hl7.org/fhir/encounter-status", StatusOf),
            Days: [.. query["date"].Select(d => DayOf(d ?? ""))]);
    }

    /// <exception cref="FhirFaultException">It is no whole number above 0.</exception>
    public static int CountOf(IQueryCollection query) => One(query, Count) switch
    {
        null => DefaultCount,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => Math.Min(count, MostCount),
        _ => throw FhirFaultException.BadValue($"{Count} 须为1以上的整数，一次最多给出{MostCount}项。", $"{Count} is a whole number from 1 on; more than {MostCount} are never given at once."),
    };

    /// <summary>One value at most.</summary>
    /// <exception cref="FhirFaultException">There are several.</exception>
    public static string? One(IQueryCollection query, string name) => query[name] switch
    {
        [] => null,
        [{ } value] => value,
        _ => throw FhirFaultException.BadValue($"{name} 只能给出一次。", $"{name} is given once."),
    };

    private static void Known(IQueryCollection query, ImmutableArray<string> names)
    {
        if (query.Keys.FirstOrDefault(k => !names.Contains(k) && k is not (Count or After or Format)) is { } other)
            throw FhirFaultException.Unsupported(
                $"不能按“{other}”查找，可用的有{string.Join("、", names)}和{Count}。",
                $"There is no search by '{other}' here: there is {string.Join(", ", names)}, and {Count}.");
    }

    /// <summary><c>Location/ID</c>, or the id alone.</summary>
    private static Guid? Place(IQueryCollection query, string name) => One(query, name) switch
    {
        null => null,
        { } text when Guid.TryParseExact(text.StartsWith("Location/", StringComparison.Ordinal) ? text["Location/".Length..] : text, "D", out var id) => id,
        _ => throw FhirFaultException.BadValue($"{name} 须为 Location 的编号，如 Location/0190f3c2-7a55-7cc1-8a61-0d3c5b2f9e10。", $"{name} is the id of a Location, such as Location/0190f3c2-7a55-7cc1-8a61-0d3c5b2f9e10."),
    };

    private static PlaceTypes? TypesOf(IQueryCollection query)
    {
        if (One(query, "type") is not { } text) return null;
        var (homes, kinds) = (false, ImmutableArray.CreateBuilder<BedKind>());
        foreach (var token in text.Split(','))
        {
            if (token is FhirCodes.CareHome or $"{FhirCodes.LocationRole}|{FhirCodes.CareHome}") homes = true;
            else if (Named<BedKind>(Bare(token, FhirCodes.BedKind), FhirCodes.CodeOf) is { } kind) kinds.Add(kind);
            else throw FhirFaultException.BadValue(
                $"type 须为{FhirCodes.CareHome}或床位类型：{string.Join("、", Enum.GetValues<BedKind>().Select(FhirCodes.CodeOf))}。",
                $"type is {FhirCodes.CareHome} or a kind of bed: {string.Join(", ", Enum.GetValues<BedKind>().Select(FhirCodes.CodeOf))}.");
        }

        return new(homes, kinds.ToImmutable());
    }

    private static ImmutableArray<T>? Codes<T>(IQueryCollection query, string name, string system, Func<string, T?> read)
        where T : struct => One(query, name) is { } text
        ? [.. text.Split(',').Select(token => read(Bare(token, system)) ?? throw FhirFaultException.BadValue($"{name} 没有代码“{token}”。", $"{name} has no code '{token}' here."))]
        : null;

    /// <summary>A token without its system, when that is the one there is.</summary>
    private static string Bare(string token, string system) =>
        token.StartsWith(system + "|", StringComparison.Ordinal) ? token[(system.Length + 1)..] : token;

    private static StayStatus? StatusOf(string code) => code switch
    {
        "planned" => StayStatus.Planned,
        "in-progress" => StayStatus.Present,
        "onleave" => StayStatus.OnLeave,
        "finished" => StayStatus.Over,
        _ => null,
    };

    private static T? Named<T>(string code, Func<T, string> name)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => name(v) == code).Select(v => (T?)v).FirstOrDefault();

    private static DayCondition DayOf(string text)
    {
        var (prefix, rest) = text.Length > 2 && char.IsAsciiLetter(text[0]) ? (text[..2], text[2..]) : ("eq", text);
        DayRelation? relation = prefix switch
        {
            "eq" => DayRelation.Equal,
            "gt" => DayRelation.OnAfter,
            "ge" => DayRelation.OnOrAfter,
            "lt" => DayRelation.BegunBefore,
            "le" => DayRelation.BegunByThen,
            "sa" => DayRelation.WhollyAfter,
            "eb" => DayRelation.WhollyBefore,
            _ => null,
        };
        return relation is { } known && DateOnly.TryParseExact(rest, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new(known, day)
            : throw FhirFaultException.BadValue("date 须为日期，如 ge2026-10-01，前面可加 eq、gt、ge、lt、le、sa 或 eb。", "date is a day, such as ge2026-10-01, with eq, gt, ge, lt, le, sa or eb before it.");
    }
}
