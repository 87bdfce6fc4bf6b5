using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Accounts;

namespace Eldercare.Api.Tests;

/// <summary>One account of the district's, and one of the other's.</summary>
public sealed partial class FakeCity : IAccountsReader
{
    public static readonly AccountId AccountA = new(Id(171)), AccountB = new(Id(172)), AccountOfMoved = new(Id(173)), AccountOfElsewhere = new(Id(174));

    Task<Page<AccountRecord>> IAccountsReader.PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<AccountRecord>([RowOf(AccountA, Here), RowOf(AccountB, There)], HasMore: false));

    Task<AccountRecord?> IAccountsReader.FindAsync(string city, AccountId account, CancellationToken cancellation) =>
        Read<AccountRecord?>(account == AccountA ? RowOf(account, Here) : account == AccountB ? RowOf(account, There) : null);

    Task<ImmutableArray<AccountId>> IAccountsReader.OfElderAsync(string city, ElderId elder, CancellationToken cancellation) => throw new NotSupportedException();

    Task<Page<SignInAttempt>> IAccountsReader.SignInsAsync(string city, AccountId account, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<SignInAttempt>([new(Id(181), Noon, SignInOutcome.WrongPassword)], HasMore: false));

    /// <summary>Looked after here, and of an elder who lives in the other district by now.</summary>
    private static Account OfMoved() => new(AccountOfMoved, new(["elder"], Here, Elder: Bruno), IsDisabled: false);

    /// <summary>Looked after here, and of a point of the other district.</summary>
    private static Account OfElsewhere() => new(AccountOfElsewhere, new(["meal-point-staff"], Here, PointB.Value), IsDisabled: false);

    private static Account AccountOf(AccountId account) =>
        new(account, new(["meal-point-staff"], account == AccountA ? Here : There, account == AccountA ? PointA.Value : PointB.Value), IsDisabled: false);

    private static AccountRecord RowOf(AccountId account, string district) => new(
        account, "name", "hash", MustChange: false, "meal-point-staff", district, PointA.Value, Elder: null, Disabled: false, Epoch: 1, FactorEpoch: 1, Noon);
}
