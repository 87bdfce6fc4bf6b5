using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.People.Accounts;
using Eldercare.People;
using JasperFx.Events;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

internal static class Given
{
    public static FakeTimeProvider Clock() => new(Now);

    public static Reaction Reaction(FakeWriter writer) => new(writer, NullLogger<Reaction>.Instance);

    /// <summary>An event as the store relays it.</summary>
    public static Event<T> Event<T>(T fact)
        where T : notnull => new(fact) { Id = Id($"event:{fact}"), TenantId = City.Name, Sequence = 7, Timestamp = Now };

    public static readonly AccountId Account = new(Id("account"));

    /// <summary>One account, of that elder; none when nobody is named.</summary>
    public sealed class Accounts(ElderId? of = null) : IAccountsReader
    {
        public Task<ImmutableArray<AccountId>> OfElderAsync(string city, ElderId elder, CancellationToken cancellation) =>
            Task.FromResult<ImmutableArray<AccountId>>(elder == of ? [Account] : []);

        public Task<Page<AccountRecord>> PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<AccountRecord?> FindAsync(string city, AccountId account, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Page<SignInAttempt>> SignInsAsync(string city, AccountId account, Slice<Guid> slice, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
