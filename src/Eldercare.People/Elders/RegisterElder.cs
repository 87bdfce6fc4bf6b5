using System.Text.Json.Serialization;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.People.Elders;

/// <summary>Registers a person. Birth date and gender come out of the identity number.</summary>
public sealed record RegisterElder(
    ElderId Elder, string Name, string IdentityNumber, string? Phone, string? Address, string District) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    /// <summary>One elder an identity number. The claim holds a digest, which with a list of all numbers tells whose it is: it is personal data
    /// too, and must go when the record is erased.</summary>
    public Claim IdentityClaim => IdentityClaimOf(IdentityNumber);

    /// <summary>Without personal data: commands end up in logs.</summary>
    public override string ToString() => $"{nameof(RegisterElder)} {Elder}";

    public Footprint Footprint => new() { Writes = [Stream], Claims = [IdentityClaim] };

    internal static Claim IdentityClaimOf(string? number) =>
        new("identity", NameBasedId.Of($"identity:{(number ?? string.Empty).ToUpperInvariant()}"));

    public Outcome Decide(Known known)
    {
        var (stream, identity) = (Stream, IdentityClaim);
        var decision = RegisterElderDecider.Decide(
            this, known.State<Elder>(stream), known.Holder(identity) is not null, CityTime.Today(known.Now), out var record);
        var outcome = decision.On(stream);
        return record is null ? outcome : outcome.Taking(identity, stream).Keeping(record);
    }
}

public sealed record ElderAlreadyRegistered(ElderId Elder) : Refusal
{
    public override Words Message => new("该老人已经登记。", "This elder is registered already.");
}

public sealed record IdentityNumberTaken : Refusal
{
    public override Words Message => new(
        "这个身份证号码已登记在另一位老人名下，请核对。",
        "Another elder is registered with this identity number.");
}

/// <param name="Reason">What is wrong, as the end of a sentence, without the number.</param>
public sealed record IdentityNumberInvalid([property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => new($"身份证号码{Reason.Zh}，请核对。", $"The identity number {Reason.En}.");
}

public static class RegisterElderDecider
{
    public const int LongestName = 100;
    public const int LongestAddress = 300;

    /// <summary>Nobody has lived longer than 122 years; a number older than this is a slip of the pen.</summary>
    private const int OldestYears = 130;

    /// <param name="record">The personal data to keep beside the event; null when refused.</param>
    public static Decision<ElderFact> Decide(
        RegisterElder command, Elder? elder, bool identityTaken, DateOnly today, out ElderRecord? record)
    {
        record = null;
        if (elder is not null) return new ElderAlreadyRegistered(command.Elder);
        if (CheckName(command.Name) is { } name) return name;
        if (!IdentityNumber.TryParse(command.IdentityNumber, out var number, out var reason)) return new IdentityNumberInvalid(reason);
        if (number.BornOn > today) return new IdentityNumberInvalid(new("中的出生日期晚于今天", "says a birth date in the future"));
        if (number.BornOn < today.AddYears(-OldestYears)) return new IdentityNumberInvalid(new($"所示年龄超过{OldestYears}岁", $"says an age above {OldestYears} years"));
        if (CheckPhone(command.Phone) is { } phone) return phone;
        if (CheckAddress(command.Address) is { } address) return address;
        if (!Districts.IsKnown(command.District)) return new DistrictUnknown(Known(command.District));
        if (identityTaken) return new IdentityNumberTaken();

        record = new ElderRecord(
            command.Elder, command.Name, number.Value, command.Phone, command.Address, command.District, number.BornOn,
            number.Gender, CareLevel: null, DiedOn: null);
        return new ElderRegistered(
            command.Elder, command.District, number.Gender, (number.BornOn.Year * 100) + number.BornOn.Month);
    }

    internal static TextInvalid? CheckName(string name) => Text.Check("name", name, LongestName);

    internal static TextInvalid? CheckAddress(string? address) => Text.CheckOptional("address", address, LongestAddress);

    internal static TextInvalid? CheckPhone(string? phone) => phone is null
        || (phone.Length <= 20 && phone.Count(char.IsAsciiDigit) >= 5 && phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' '))
            ? null
            : new TextInvalid("phone", new("不是5至20位的电话号码", "is no telephone number of 5 to 20 digits"));

    /// <summary>A refusal repeats only what looks like a district code.</summary>
    internal static string Known(string district) => district is { Length: <= 12 } && district.All(char.IsAsciiLetterOrDigit) ? district : "?";
}
