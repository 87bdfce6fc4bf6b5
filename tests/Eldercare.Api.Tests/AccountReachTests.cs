using Eldercare.Api.SignIn;
using Eldercare.People.Accounts;

namespace Eldercare.Api.Tests;

/// <summary>Whoever gives an account a password can sign in as it: a district office does so only where it reaches what the account reaches.</summary>
public sealed class AccountReachTests(TestApi api)
{
    public static TheoryData<AccountId, bool> Accounts => new()
    {
        { FakeCity.AccountA, true }, { FakeCity.AccountB, false }, { FakeCity.AccountOfMoved, false }, { FakeCity.AccountOfElsewhere, false },
    };

    [Theory, MemberData(nameof(Accounts))]
    public async Task A_district_office_gives_no_password_to_an_account_that_reaches_beyond_it(AccountId account, bool may)
    {
        api.City.Reset();
        var reply = await ResetAsync(Role.DistrictOffice, account);
        Assert.Equal(may ? [] : ["FORBIDDEN"], reply.Codes);
        Assert.Equal(may ? 1 : 0, api.City.Commands.Count);
        api.City.Reset();
        Assert.Empty((await ResetAsync(Role.CityOffice, account)).Codes);
    }

    private Task<Reply> ResetAsync(Role role, AccountId account) => api.AskAsync(
        role, "mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { errors { __typename } } }",
        new { input = new { idempotencyKey = "reset", account = TestApi.GlobalId(account) } });
}
