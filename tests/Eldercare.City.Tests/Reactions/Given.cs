using Eldercare.City.Reactions;
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
}
