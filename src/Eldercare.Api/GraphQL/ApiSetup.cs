using System.Text.Encodings.Web;
using Eldercare.Api.Fhir;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Documents;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.Http;
using Eldercare.Api.Http.Abuse;
using Eldercare.Api.KitchenSheets;
using Eldercare.Api.Live;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Server;
using Eldercare.Api.SignIn.Trust;
using Eldercare.City.Webhooks;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.GraphQL;

/// <summary>The API's two lines in the host.</summary>
public static class ApiSetup
{
    public const string Path = "/graphql";

    /// <summary>
    /// Adds sign-in and GraphQL. Needs an <c>ICommandWriter</c>, an <c>IViewProgress</c>, an <c>IStateReader</c> and the readers
    /// of the city; reads the sections <c>SignIn</c> (<see cref="SignInSettings"/>), <c>Cards</c> (<see cref="CardSettings"/>)
    /// and <c>Api</c> (<see cref="ApiSettings"/>).
    /// </summary>
    public static IServiceCollection AddEldercareApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SignInSettings>(configuration.GetSection("SignIn"));
        services.Configure<ApiSettings>(configuration.GetSection("Api"));
        services.Configure<CardSettings>(configuration.GetSection("Cards"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(p => p.GetRequiredService<IOptions<CardSettings>>().Value.Secret());
        services.AddSingleton(p => new TokenReader(
            p.GetRequiredService<IOptions<SignInSettings>>(), p.GetRequiredService<TimeProvider>(), p.GetServices<ITokenTrust>()));
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<SecretBox>();
        services.AddOutsideIssuers(configuration);
        services.AddSignInServer(configuration);
        services.AddSingleton<Places>();
        services.AddSingleton<IPublicIds, PublicIds>();
        services.AddSingleton<WebhookDesk>();
        services.AddSingleton<ApiServices>();
        services.AddSingleton<EldercareSchema>();
        services.AddSingleton<DocumentCache>();
        services.AddSingleton<IErrorInfoProvider, ErrorInfos>();
        // Names in Chinese and links stay readable at a terminal. Answers are sent as JSON that no browser takes for a page (nosniff).
        services.AddSingleton(p => new AnswerSerializer(
            json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, p.GetRequiredService<IErrorInfoProvider>()));
        services.AddSingleton<IGraphQLSerializer>(p => p.GetRequiredService<AnswerSerializer>());
        // A subscription's message is made as a query's answer is: what it tells of is the root value.
        services.AddSingleton<IDocumentExecuter>(_ => new DocumentExecuter(
            new GraphQLDocumentBuilder(), new KnownDocumentValidator(new DocumentValidator()),
            new DefaultExecutionStrategySelector([new(new ParallelExecutionStrategy(), OperationType.Subscription)]), []));
        services.AddSingleton<DocumentStore>();
        services.AddHostedService<DocumentsAtStart>();
        services.AddSingleton<GraphQLRunner>();
        services.AddHttpRules();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddLive(configuration);
        services.AddSingleton<SettlementExport>();
        services.AddSingleton<StayChargeExport>();
        services.AddSingleton<CensusExport>();
        services.AddSingleton<FhirGate>();
        services.AddSingleton<FhirEndpoint>();
        services.AddSingleton<BedExport>();
        services.AddSingleton<SheetLinks>();
        services.AddSingleton<DoorLookups>();
        services.AddSingleton<KitchenSheetEndpoint>();
        services.AddGuards();
        return services;
    }

    /// <summary>Maps <see cref="Path"/>. The schema is built here: a host with a broken one does not start.</summary>
    public static WebApplication MapEldercareApi(this WebApplication app)
    {
        app.Services.GetRequiredService<EldercareSchema>().Initialize();
        app.UseHttpRules();
        app.UseGuards();
        // Now, not at the first message that is needed.
        _ = app.Services.GetRequiredService<IOptions<ApiSettings>>().Value.MessageLanguage();
        app.MapSignInServer();
        app.UseWebSockets();
        app.Map(Path, app.Services.GetRequiredService<LiveDoor>().HandleAsync);
        app.Map(GraphiQLPage.FilesPath + "/{file}", app.Services.GetRequiredService<GraphiQLPage>().FileAsync);
        app.MapGet(SettlementExport.Path, app.Services.GetRequiredService<SettlementExport>().HandleAsync);
        app.MapGet(StayChargeExport.Path, app.Services.GetRequiredService<StayChargeExport>().HandleAsync);
        app.MapGet(CensusExport.Path, app.Services.GetRequiredService<CensusExport>().HandleAsync);
        app.Map(FhirEndpoint.Path + "/{**path}", app.Services.GetRequiredService<FhirEndpoint>().HandleAsync);
        app.MapGet(BedExport.Path, app.Services.GetRequiredService<BedExport>().HandleAsync);
        app.MapGet(KitchenSheetEndpoint.Path, app.Services.GetRequiredService<KitchenSheetEndpoint>().HandleAsync);
        return app;
    }
}
