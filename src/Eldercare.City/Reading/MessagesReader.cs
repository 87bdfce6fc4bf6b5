using Eldercare.City.Messages;
using Eldercare.People;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>What elders were told or are to be told, from the outbox.</summary>
public interface IMessagesReader
{
    /// <summary>An elder's messages, newest first; those settled months ago are gone.</summary>
    Task<Page<Message>> OfElderAsync(string city, ElderId elder, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>Dead letters, newest first.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="district">Only those to elders of this district; everybody's, also to those whose record is erased, when null.</param>
    /// <param name="slice">Which part; keys are messages.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Page<Message>> DeadAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>Messages that came too late to be of use and were not sent, newest first; those settled months ago are gone.</summary>
    /// <inheritdoc cref="DeadAsync"/>
    Task<Page<Message>> TooLateAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>A message, or null.</summary>
    Task<Message?> ByIdAsync(string city, MessageId message, CancellationToken cancellation);

    Task<IReadOnlyDictionary<MessageId, Message>> ByIdsAsync(
        string city, IReadOnlyCollection<MessageId> messages, CancellationToken cancellation);
}

/// <inheritdoc cref="IMessagesReader"/>
public sealed class MessagesReader(NpgsqlDataSource database) : IMessagesReader
{
    private static readonly string s_table = RowReader<Message>.Table;

    public Task<Page<Message>> OfElderAsync(string city, ElderId elder, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return PageAsync(query, Listing.Of<Message>("m", $"m.tenant_id = $1 and m.elder = {query.With(elder.Value)}"), "created_at", slice, cancellation);
    }

    public Task<Page<Message>> DeadAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) =>
        UntoldAsync(city, district, $"m.state = '{nameof(MessageState.Dead)}'", slice, cancellation);

    public Task<Page<Message>> TooLateAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation) => UntoldAsync(
        city, district, $"m.state = '{nameof(MessageState.Dropped)}' and m.reason = '{MessageReasons.TooLate}'", slice, cancellation);

    public async Task<Message?> ByIdAsync(string city, MessageId message, CancellationToken cancellation) =>
        (await ByIdsAsync(city, [message], cancellation)).GetValueOrDefault(message);

    public async Task<IReadOnlyDictionary<MessageId, Message>> ByIdsAsync(
        string city, IReadOnlyCollection<MessageId> messages, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<Message>("id", messages.Select(m => m.Value), cancellation)).ToDictionary(m => m.Id);

    private Task<Page<Message>> UntoldAsync(string city, string? district, string which, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var ofDistrict = district is null
            ? string.Empty
            : $"join {RowReader<ElderRecord>.Table} e on e.tenant_id = $1 and e.elder = m.elder and e.district = {query.With(district)}";
        return PageAsync(query, new(RowReader<Message>.Columns("m"), $"{s_table} m {ofDistrict} where m.tenant_id = $1 and {which}"), "due_at", slice, cancellation);
    }

    private static Task<Page<Message>> PageAsync(Query query, Listing list, string time, Slice<Guid> slice, CancellationToken cancellation) =>
        query.PageAsync(
            list, [$"m.{time}", "m.id"], descending: true, slice,
            key => $"select k.{time}, k.id from {s_table} k where k.tenant_id = $1 and k.id = {key}", RowReader<Message>.At(0), cancellation);
}
