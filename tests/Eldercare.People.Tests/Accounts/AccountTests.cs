using Eldercare.People.Accounts;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Tests.Accounts;

public static class AccountTests
{
    private static readonly AccountId s_id = new(Guid.Parse("3f0c1a52-0000-7000-8000-000000000071"));
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);
    private static readonly AccountRights s_rights = new(["district-office"], "321102");
    private static readonly AccountRecord s_row = new(
        s_id, "wang", "hash", MustChange: false, "district-office", "321102", null, null, Disabled: false, Epoch: 3, FactorEpoch: 1, s_now.AddDays(-1));

    [Fact]
    public static void An_account_is_made_with_a_name_in_small_letters_and_a_password_to_be_changed()
    {
        var outcome = new InMemory(s_now).Run(new CreateAccount(s_id, " Wang ", s_rights, "hash"));
        Assert.Equal([new AccountCreated(s_id, s_rights)], outcome.Facts.Select(f => f.Fact));
        Assert.Equal([s_row with { MustChange = true, Epoch = 1, EndedAt = s_now }], outcome.Rows);
        Assert.Single(outcome.Takes);
    }

    [Theory]
    [InlineData("ab", "USERNAME_INVALID")]
    [InlineData("wang wu", "USERNAME_INVALID")]
    [InlineData("王五", "USERNAME_INVALID")]
    [InlineData("wang", null)]
    public static void A_name_is_one_that_can_be_typed_everywhere(string name, string? code) =>
        Assert.Equal(code, new InMemory(s_now).Run(new CreateAccount(s_id, name, s_rights, "hash")).Refusal?.Code);

    [Fact]
    public static void A_name_is_one_account_s() => Assert.Equal(
        new UsernameTaken(), new InMemory(s_now) { ClaimHolder = Guid.NewGuid() }.Run(new CreateAccount(s_id, "wang", s_rights, "hash")).Refusal);

    [Fact]
    public static void A_role_comes_with_the_place_it_is_bound_to()
    {
        foreach (var rights in (AccountRights[])
        [
            new([]), new(["district-office"]), new(["district-office"], "nowhere"), new(["meal-point-staff"]), new(["kitchen"], "321102"), new(["home-admissions"]),
        ])
            Assert.IsType<AccountRightsInvalid>(new InMemory(s_now).Run(new CreateAccount(s_id, "wang", rights, "hash")).Refusal);
    }

    [Fact]
    public static void What_ends_sessions_raises_the_epoch()
    {
        var ended = s_row with { Epoch = 4, EndedAt = s_now };
        var cook = new AccountRights(["kitchen"], "321102", Guid.Parse("3f0c1a52-0000-7000-8000-000000000001"));
        foreach (var (command, fact, row) in ((AccountCommand, AccountFact, AccountRecord)[])
        [
            (new DisableAccount(s_id), new AccountDisabled(s_id), ended with { Disabled = true }),
            (new ResetPassword(s_id, "other"), new PasswordReset(s_id), ended with { PasswordHash = "other", MustChange = true }),
            (new ChangePassword(s_id, "own"), new PasswordChanged(s_id), ended with { PasswordHash = "own" }),
            (new ResetSecondFactor(s_id), new SecondFactorReset(s_id), ended with { FactorEpoch = 2 }),
            (new ChangeAccountRights(s_id, cook), new AccountRightsChanged(s_id, cook), ended with { Roles = "kitchen", Site = cook.Site }),
        ])
        {
            var outcome = Given().Run(command);
            Assert.Equal([fact], outcome.Facts.Select(f => f.Fact));
            Assert.Equal([row], outcome.Rows);
        }
    }

    [Fact]
    public static void Enabling_leaves_what_has_ended_ended()
    {
        Assert.Empty(Given().Run(new EnableAccount(s_id)).Facts);
        var outcome = Given(disabled: true).Run(new EnableAccount(s_id));
        Assert.Equal([new AccountEnabled(s_id)], outcome.Facts.Select(f => f.Fact));
        Assert.Equal([s_row], outcome.Rows);
    }

    [Fact]
    public static void What_is_so_already_changes_nothing()
    {
        Assert.Empty(Given(disabled: true).Run(new DisableAccount(s_id)).Facts);
        Assert.Empty(Given().Run(new ChangeAccountRights(s_id, new(["district-office"], "321102"))).Facts);
    }

    [Fact]
    public static void One_that_does_not_exist_is_not_changed() =>
        Assert.Equal(new AccountUnknown(s_id), new InMemory(s_now).Run(new DisableAccount(s_id)).Refusal);

    [Fact]
    public static void An_erased_one_has_no_name_and_no_password_and_its_name_is_free()
    {
        var outcome = Given().Run(new EraseAccount(s_id));
        Assert.Equal([new AccountErased(s_id)], outcome.Facts.Select(f => f.Fact));
        Assert.Equal([s_row with { Username = $"~{s_id}", PasswordHash = "", Disabled = true, Epoch = 4, EndedAt = s_now }], outcome.Rows);
        Assert.Equal(
            Assert.Single(new CreateAccount(s_id, "Wang", s_rights, "hash").Footprint.Claims), Assert.Single(outcome.Releases).Claim);
    }

    [Fact]
    public static void Nothing_is_done_to_an_erased_one_any_more()
    {
        var erased = new InMemory(s_now) { Stream = Account.Evolve(new(s_id, s_rights, IsDisabled: false), new AccountErased(s_id)), Record = s_row };
        Assert.Equal(Outcome.NoChange, erased.Run(new EraseAccount(s_id)));
        foreach (var command in (AccountCommand[])[new EnableAccount(s_id), new DisableAccount(s_id), new ResetPassword(s_id, "hash"), new ChangeAccountRights(s_id, s_rights)])
            Assert.Equal(new AccountUnknown(s_id), erased.Run(command).Refusal);
    }

    [Fact]
    public static void Nobody_signs_in_as_one_who_is_dead_erased_or_unknown()
    {
        var anna = new ElderId(Guid.Parse("3f0c1a52-0000-7000-8000-000000000002"));
        var (rights, alive) = (new AccountRights(["elder"], Elder: anna), new Elder(anna, "321102", Gender.Female, 194803, CareLevel: null, DiedOn: null));
        Assert.Null(Code(alive));
        Assert.Equal("ELDER_HAS_DIED", Code(alive with { DiedOn = new(2026, 3, 1) }));
        Assert.Equal("ELDER_UNKNOWN", Code(alive with { IsErased = true }));
        Assert.Equal("ELDER_UNKNOWN", Code(null));

        string? Code(Elder? elder)
        {
            var others = elder is null ? [] : new Dictionary<StreamRef, object> { [Elder.Stream.At(anna.Value)] = elder };
            var made = new InMemory(s_now) { Others = others }.Run(new CreateAccount(s_id, "wang", rights, "hash")).Refusal?.Code;
            var changed = new InMemory(s_now)
            {
                Others = new Dictionary<StreamRef, object>(others) { [Account.Stream.At(s_id.Value)] = new Account(s_id, s_rights, IsDisabled: false) },
                Record = s_row,
            }.Run(new ChangeAccountRights(s_id, rights)).Refusal?.Code;
            Assert.Equal(made, changed);
            return made;
        }
    }

    [Fact]
    public static void No_command_and_no_row_says_a_name_or_a_password_in_a_log()
    {
        var said = $"{new CreateAccount(s_id, "wang", s_rights, "hash") { Password = "hidden" }} {new ResetPassword(s_id, "hash") { Password = "hidden" }} {s_row}";
        Assert.DoesNotContain("wang", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", said, StringComparison.Ordinal);
    }

    private static InMemory Given(bool disabled = false) => new(s_now)
    {
        Stream = new Account(s_id, s_rights, disabled),
        Record = s_row with { Disabled = disabled },
    };
}
