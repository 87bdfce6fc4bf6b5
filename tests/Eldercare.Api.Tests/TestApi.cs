using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.City.Deliveries;
using Eldercare.City.Reading;
using Eldercare.City.Webhooks;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Cards;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;
using Eldercare.Store.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(Eldercare.Api.Tests.TestApi))]
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]

namespace Eldercare.Api.Tests;

/// <summary>The API on a real Kestrel at a free port, over a city in memory.</summary>
public sealed class TestApi : IAsyncLifetime
{
    public const string Json = "application/json", GraphQL = "application/graphql-response+json";

    private readonly HttpClient _client = new();
    private readonly TimeProvider? _clock;
    private readonly KeyValuePair<string, string?>[] _settings;

    public TestApi()
        : this(null)
    {
    }

    /// <param name="clock">Another time than the machine's.</param>
    /// <param name="settings">Configuration beside the usual.</param>
    internal TestApi(TimeProvider? clock, params KeyValuePair<string, string?>[] settings) => (_clock, _settings) = (clock, settings);

    public WebApplication App { get; private set; } = null!;

    public static CardKey Cards { get; } = new(new byte[32]);

    public FakeCity City { get; } = new();

    public FakePeople People { get; } = new();

    public FakeFeed Feed { get; } = new();

    public EldercareSchema Schema => App.Services.GetRequiredService<EldercareSchema>();

    public string Address => App.Urls.First() + "/graphql";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (_settings.Any(s => s.Key == "Kestrel:EndpointDefaults:Protocols"))
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("SignIn:SigningKey", Convert.ToBase64String(new byte[32])), new("Cards:Key", Convert.ToBase64String(new byte[32])), new("Api:Rates:On", "false")]);
        builder.Configuration.AddInMemoryCollection(_settings);
        if (_clock is not null) builder.Services.AddSingleton(_clock);
        builder.Services.AddSingleton<Eldercare.Store.Feed.IEventFeed>(Feed);
        builder.Services.AddSingleton<ICommandWriter>(City).AddSingleton<IViewProgress>(City).AddSingleton<IStateReader>(City)
            .AddSingleton<IMealPointsReader>(City)
            .AddSingleton<IHomesReader>(City)
            .AddSingleton<IHomeRegisterReader>(City)
            .AddSingleton<ICensusReader>(City)
            .AddSingleton<Eldercare.City.Charges.IStayChargesReader>(City)
            .AddSingleton<IBedFiguresReader>(City)
            .AddSingleton<IInterchangeReader>(City)
            .AddSingleton<IMatchingReader>(City)
            .AddSingleton<IQueueReader>(City)
            .AddSingleton<IElderReader>(City)
            .AddSingleton<IPeopleSearch>(City)
            .AddSingleton<IPeopleReader>(People)
            .AddSingleton<ICheckInReader>(City)
            .AddSingleton<ICityReader>(City)
            .AddSingleton<ISettlementsReader>(City)
            .AddSingleton<IMessagesReader>(City)
            .AddSingleton<IDeliveriesReader>(City)
            .AddSingleton<IStandingOrdersReader>(City)
            .AddSingleton<IDisplacedReader>(City)
            .AddSingleton<IAccountsReader>(City)
            .AddSingleton<IWebhooksReader>(City).AddSingleton(new WebhookSettings()).AddSingleton(new WebhookSecrets(new byte[32]))
            .AddSingleton(new DeliverySettings())
            .AddSingleton<DeliveryPlanner>()
            .AddSingleton<IKitchenReader, FakeKitchens>()
            .AddSingleton<IFileReads>(City)
            .AddSingleton<IAuditReader>(City)
            .AddSingleton<IDeadLetters>(City);
        builder.Services.AddEldercareApi(builder.Configuration);
        App = builder.Build();
        App.MapEldercareApi();
        await App.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>A token of that role, at home in district, point, home and elder 'A'.</summary>
    public string Token(Role role) => Issuer.Issue(
        role, Roles.NameOf(role), FakeCity.Here,
        role == Role.HomeAdmissions ? FakeCity.HomeA.Value : FakeCity.PointA.Value, FakeCity.Anna.Value);

    public TokenIssuer Issuer => App.Services.GetRequiredService<TokenIssuer>();

    public Task<Reply> AskAsync(Role role, string query, object? variables = null) =>
        PostAsync(JsonSerializer.Serialize(new { query, variables }), role == Role.None ? null : Token(role));

    public Task<Reply> PostAsync(string body, string? token = null, string accept = GraphQL, string type = Json) =>
        PostAsync(Encoding.UTF8.GetBytes(body), token, accept, type);

    public Task<Reply> PostAsync(byte[] body, string? token = null, string? accept = GraphQL, string? type = Json)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return SendAsync(request, token, accept);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request, string? token = null, string? accept = GraphQL)
    {
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply(
            (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response.Content.Headers.Allow.ToArray())
        {
            Headers = response.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase),
        };
    }

    public static string GlobalId<TId>(TId id)
        where TId : struct, IId<TId> => Eldercare.Api.GraphQL.GlobalId.Of(id);
}

/// <summary>An HTTP answer.</summary>
public sealed record Reply(int Status, string? Type, string Text, string[] Allow)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public JsonElement Root => JsonDocument.Parse(Text).RootElement;

    public JsonElement Data => Root.GetProperty("data");

    public string[] Codes => Root.TryGetProperty("errors", out var errors)
        ? [.. errors.EnumerateArray().Select(e => e.GetProperty("extensions").GetProperty("code").GetString()!)]
        : [];
}
