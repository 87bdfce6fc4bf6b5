using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Subsidies;

/// <summary>What a split of an elder's meals is computed from, as of the last commit.</summary>
/// <param name="Book">The policies.</param>
/// <param name="Diner">What they ask of her.</param>
/// <param name="Accounts">Her accounts, in the order asked for; null where nothing was charged.</param>
/// <param name="IsErased">Her data was erased: nothing can be computed for her any more.</param>
public sealed record PersonsMoney(PolicyBook Book, Beneficiary Diner, ImmutableArray<MealAccount?> Accounts, bool IsErased)
{
    public static async Task<PersonsMoney> ReadAsync(
        IStateReader states, IElderReader elders, IPeopleReader files, string city, ElderId elder, ImmutableArray<StreamRef> accounts,
        CancellationToken cancellation)
    {
        var record = (await elders.ByIdsAsync(city, [elder], cancellation)).GetValueOrDefault(elder);
        var entitled = (await files.EntitledAsync(city, [elder], cancellation)).GetValueOrDefault(elder);
        var book = await states.ReadAsync<PolicyBook>(city, PolicyBook.At, cancellation) ?? PolicyBook.Empty;
        var read = ImmutableArray.CreateBuilder<MealAccount?>(accounts.Length);
        foreach (var account in accounts) read.Add(await states.ReadAsync<MealAccount>(city, account, cancellation));
        return new(book, Beneficiary.Of(record, entitled), read.MoveToImmutable(), record is not { ErasedOn: null });
    }
}
