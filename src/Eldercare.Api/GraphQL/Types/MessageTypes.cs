using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class MessageType : ObjectGraphType<Message>
{
    public MessageType()
    {
        Name = "Message";
        Description = "What an elder was told or is to be told. Its words are made when it is sent, and kept nowhere.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(m => GraphQL.GlobalId.Of(m.Id));
        this.Has<Message, MessageKindEnum>("kind", "What it tells.", m => m.Kind);
        this.Has<Message, MessageStateEnum>("state", "Where it stands.", m => m.State);
        this.Has<Message, LanguageEnum>("language", "The language it is in.", m => m.Language);
        this.Has<Message, InstantScalar>("createdAt", "When it happened what it tells.", m => m.CreatedAt);
        this.Has<Message, InstantScalar>("dueAt", "While it waits: not sent before. Otherwise when it came to its end.", m => m.DueAt);
        this.May<Message, InstantScalar>("sentAt", "When the receiver took it.", m => m.SentAt);
        this.Number("attempts", "How often it was tried to send it.", m => m.Attempts);
        this.May<Message, StringGraphType>(
            "reason", "Why it was dropped or could not be sent the last time, e.g. `CONSENT_WITHDRAWN`, `TOO_LATE` or `HTTP_503`.", m => m.Reason);
        this.May<Message, IdGraphType>("subject", "Id of the sitting or application it is about.", SubjectOf);
        this.Loaded<Message, ElderType>("elder", "Who is told; null when her record was erased.", c => c.Request().Loaders.Elders.Load(c.Source.Elder))
            .OfFile(FilePart.Messages, static c => ((Message)c.Source!).Elder);
    }

    private static string? SubjectOf(Message message) => message.About switch
    {
        { Sitting: { } sitting } => GraphQL.GlobalId.Of(sitting),
        { Application: { } application } => GraphQL.GlobalId.Of(application),
        _ => null,
    };
}

/// <summary>What can be asked about messages.</summary>
internal static class MessageQueries
{
    private const Role Readers = Reach.Offices | Role.Auditor;

    public static void AddTo(QueryType queries)
    {
        Add(
            queries, "messageDeadLetters", "Messages to elders that their receiver would not take, the newest first.",
            (api, district, slice, stop) => api.Messages.DeadAsync(api.CityName, district, slice, stop));
        Add(
            queries, "messagesTooLate",
            "Messages that were of no use to the elder any more when they could have been sent, and were not, the newest first: nobody has told her.",
            (api, district, slice, stop) => api.Messages.TooLateAsync(api.CityName, district, slice, stop));
    }

    private static void Add(
        QueryType queries, string name, string description,
        Func<ApiServices, string?, Slice<Guid>, CancellationToken, Task<Page<Message>>> read) =>
        queries.Field<ConnectionOf<MessageType>, object>(name)
            .Description($"{description} A district office names its district.")
            .DistrictArgument().Paged()
            .For(Readers, (c, scopes) => ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await read(request.Api, c.GetArgument<string?>("district"), slice, request.Cancellation);
                return page.Connect(slice, m => m.Id.Value);
            });

    /// <summary>An elder's own list.</summary>
    public static void AddTo(ElderType elder) =>
        elder.Field<ConnectionOf<MessageType>, object>("messages").ReadAlone()
            .Description("What she was told or is to be told, newest first, for some months back. For the elder and the offices.")
            .Paged()
            .For(Reach.OfPersonalData, static (c, scopes) => scopes.Elder((ElderRecord)c.Source!)).OfFile(FilePart.Messages)
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                var slice = c.IdSlice();
                var page = await request.Api.Messages.OfElderAsync(request.Api.CityName, c.Source.Elder, slice, request.Cancellation);
                return page.Connect(slice, m => m.Id.Value);
            });
}
