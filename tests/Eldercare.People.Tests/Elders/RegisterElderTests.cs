using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Elders;

public static class RegisterElderTests
{
    private static readonly RegisterElder s_register = new(Anna, "安娜", Number, "0511-8888 0001", "1 Square Street", Jingkou);

    [Fact]
    public static void Keeps_personal_data_beside_the_event_and_claims_the_number()
    {
        var outcome = new InMemory(Now).Run(s_register);
        Assert.Null(outcome.Refusal);
        Assert.Equal([(AnnasStream, AnnaRegistered)], outcome.Facts);
        Assert.Equal([AnnasRecord], outcome.Rows);
        Assert.Equal([(s_register.IdentityClaim, AnnasStream)], outcome.Takes);
    }

    [Fact]
    public static void Needs_neither_phone_nor_address() =>
        s_register.With(c => c with { Phone = null, Address = null }).Then(AnnaRegistered);

    [Fact]
    public static void Takes_residents_under_60() =>
        s_register.With(c => c with { IdentityNumber = Checked("32110220260302001") })
            .Then(new ElderRegistered(Anna, Jingkou, Gender.Male, BornInMonth: 202603));

    [Fact]
    public static void Takes_a_person_of_130_years() =>
        s_register.With(c => c with { IdentityNumber = Checked("32110218960302002") })
            .Then(new ElderRegistered(Anna, Jingkou, Gender.Female, BornInMonth: 189603));

    [Fact]
    public static void Writes_the_check_character_in_upper_case_in_record_and_claim()
    {
        var lower = s_register with { IdentityNumber = "11010519491231002x" };
        Assert.Equal("11010519491231002X", Assert.IsType<ElderRecord>(new InMemory(Now).Run(lower).Rows[0]).IdentityNumber);
        Assert.Equal((s_register with { IdentityNumber = "11010519491231002X" }).IdentityClaim, lower.IdentityClaim);
    }

    [Fact]
    public static void Refuses_to_register_twice() =>
        RegisterElderDecider.Decide(s_register, Given(AnnaRegistered), identityTaken: true, Today, out _)
            .ThenRefused("ELDER_ALREADY_REGISTERED", new ElderAlreadyRegistered(Anna));

    [Fact]
    public static void Refuses_a_number_another_elder_has()
    {
        var outcome = new InMemory(Now) { ClaimHolder = Guid.NewGuid() }.Run(s_register);
        Assert.Equal(new IdentityNumberTaken(), outcome.Refusal);
        Assert.Equal("IDENTITY_NUMBER_TAKEN", outcome.Refusal?.Code);
        Assert.Empty(outcome.Rows);
        Assert.Empty(outcome.Takes);
    }

    [Theory]
    [InlineData("321102194002290020", "的校验码不对", "has a wrong check character")]
    [InlineData("", "不是18位", "has not 18 characters")]
    public static void Refuses_a_wrong_number(string number, string zh, string en) =>
        s_register.With(c => c with { IdentityNumber = number })
            .ThenRefused("IDENTITY_NUMBER_INVALID", new IdentityNumberInvalid(new(zh, en)));

    [Fact]
    public static void Refuses_a_missing_number() =>
        Assert.Equal(
            new IdentityNumberInvalid(new("不是18位", "has not 18 characters")),
            new InMemory(Now).Run(s_register with { IdentityNumber = null! }).Refusal);

    [Fact]
    public static void Refuses_someone_born_tomorrow() =>
        s_register.With(c => c with { IdentityNumber = Checked("32110220260303001") })
            .ThenRefused("IDENTITY_NUMBER_INVALID", new IdentityNumberInvalid(new("中的出生日期晚于今天", "says a birth date in the future")));

    [Fact]
    public static void Refuses_someone_older_than_130_years() =>
        s_register.With(c => c with { IdentityNumber = Checked("32110218960301001") })
            .ThenRefused("IDENTITY_NUMBER_INVALID", new IdentityNumberInvalid(new("所示年龄超过130岁", "says an age above 130 years")));

    [Fact]
    public static void Refuses_an_empty_name() =>
        s_register.With(c => c with { Name = " " }).ThenRefused("TEXT_INVALID", TextInvalid.Empty("name"));

    [Fact]
    public static void Refuses_an_endless_address() =>
        s_register.With(c => c with { Address = new string('a', 301) })
            .ThenRefused("TEXT_INVALID", TextInvalid.LongerThan("address", 300));

    [Theory]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("123456789012345678901")]
    [InlineData("13800\n0000")]
    [InlineData("１３８００００")]
    public static void Refuses_what_is_no_telephone_number(string phone) =>
        s_register.With(c => c with { Phone = phone })
            .ThenRefused("TEXT_INVALID", new TextInvalid("phone", new("不是5至20位的电话号码", "is no telephone number of 5 to 20 digits")));

    [Theory]
    [InlineData("310000", "310000")]
    [InlineData("a\0b", "?")]
    [InlineData("a long text that is no code", "?")]
    [InlineData(null, "?")]
    public static void Refuses_an_unknown_district_and_repeats_only_what_looks_like_a_code(string? district, string repeated) =>
        s_register.With(c => c with { District = district! }).ThenRefused("DISTRICT_UNKNOWN", new DistrictUnknown(repeated));

    [Fact]
    public static void Neither_command_nor_record_prints_personal_data()
    {
        Assert.Equal($"RegisterElder {Anna}", $"{s_register}");
        Assert.Equal($"ElderRecord {Anna}", $"{AnnasRecord}");
    }

    private static Decision<ElderFact> With(this RegisterElder command, Func<RegisterElder, RegisterElder> change) =>
        RegisterElderDecider.Decide(change(command), elder: null, identityTaken: false, Today, out _);

    private static string Checked(string digits) => digits + IdentityNumber.CheckCharacter(digits);
}
