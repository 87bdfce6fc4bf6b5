using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Feed;
using Eldercare.Store.Pruning;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;
using Eldercare.Store.Writing;
using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using JasperFx.MultiTenancy;
using Marten;
using Marten.Services;
using Marten.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weasel.Core;
using Wolverine;
using Wolverine.Marten;
using Wolverine.Marten.Subscriptions;

namespace Eldercare.Store;

/// <summary>Marten and Wolverine, set up once for every context.</summary>
public static class StoreSetup
{
    /// <summary>Adds the event store, the writer, the views and Wolverine's reactions.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionString">PostgreSQL.</param>
    /// <param name="modules">The contexts, in the order their views run.</param>
    /// <param name="reactions">What follows from events: handlers and their queues.</param>
    public static IHostApplicationBuilder AddEldercareStore(
        this IHostApplicationBuilder builder, string connectionString, IReadOnlyList<IContextModule> modules,
        Action<WolverineOptions> reactions)
    {
        var events = new EventTypes(modules);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        foreach (var module in modules) services.AddSingleton(module);
        services.AddSingleton(events);
        services.AddSingleton(_ => DataSource(connectionString));
        services.AddSingleton(_ => new ByKeyDatabase(connectionString));
        services.TryAddSingleton(new WriterSettings());
        services.AddSingleton<GroupCommitWriter>();
        services.AddSingleton<ICommandWriter>(p => p.GetRequiredService<GroupCommitWriter>());
        services.AddHostedService(p => p.GetRequiredService<GroupCommitWriter>());
        services.AddSingleton<IBulkAppender, BulkAppender>();
        services.AddSingleton<IRowLookup, RowLookup>();
        services.AddSingleton<SubscriptionProgress>();
        services.AddSingleton<ViewProgress>();
        services.AddSingleton<IViewProgress>(p => p.GetRequiredService<ViewProgress>());
        services.AddSingleton<IEventFeed, EventFeed>();
        services.AddSingleton<ViewPace>();
        services.AddHostedService(p => p.GetRequiredService<ViewPace>());
        services.AddSingleton<IStateReader, StateReader>();
        services.AddSingleton<ViewRebuilder>();
        services.AddHostedService<ViewLag>();
        services.TryAddSingleton(_ => Retention.From(builder.Configuration));
        services.AddSingleton<Pruner>();
        services.AddHostedService(p => p.GetRequiredService<Pruner>());
        services.AddHostedService<NodesLeftBehind>();

        var marten = services.AddMarten(provider =>
            {
                var options = Options(provider.GetRequiredService<NpgsqlDataSource>(), modules, events);
                provider.GetRequiredService<ViewPace>().Keep(options.Projections);
                return options;
            })
            .UseLightweightSessions()
            .ApplyAllDatabaseChangesOnStartup()
            .IntegrateWithWolverine(integration =>
            {
                integration.MessageStorageSchemaName = StoreSchema.Messages;
                integration.UseWolverineManagedEventSubscriptionDistribution = true;
            })
            .AddSubscriptionWithServices<ViewRunner>(ServiceLifetime.Singleton, _ => { });
        services.AddHostedService<AuditIndexes>();
        var relayed = modules.SelectMany(m => m.Relayed).Distinct().ToArray();
        var news = modules.SelectMany(m => m.RelayedAsNews).Distinct().ToArray();
        if (relayed.Length + news.Length > 0)
            marten.PublishEventsToWolverine(SubscriptionProgress.Reactions, relay =>
            {
                foreach (var type in relayed) relay.PublishEvent(type);
                foreach (var type in news) s_relayNews.MakeGenericMethod(type).Invoke(null, [relay]);
            });

        builder.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(StoreSetup).Assembly;
            // What Wolverine wraps around handlers is generated ahead, and compiled with them: no compiler runs in a host.
            options.CodeGeneration.TypeLoadMode = JasperFx.CodeGeneration.TypeLoadMode.Static;
            options.Policies.AutoApplyTransactions();
            options.Policies.UseDurableLocalQueues();
            options.Durability.Mode = DurabilityMode.Balanced;
            // A single host runs its views at once, and two hosts share them within seconds of one's death.
            options.Durability.FirstHealthCheckExecution = TimeSpan.FromMilliseconds(100);
            options.Durability.HealthCheckPollingTime = TimeSpan.FromSeconds(1);
            options.Durability.StaleNodeTimeout = TimeSpan.FromSeconds(10);
            options.Durability.ScheduledJobFirstExecution = TimeSpan.FromMilliseconds(500);
            options.Durability.ScheduledJobPollingTime = TimeSpan.FromSeconds(1);
            options.AutoBuildMessageStorageOnStartup = AutoCreate.CreateOrUpdate;
            reactions(options);
        });
        return builder;
    }

    private static readonly System.Reflection.MethodInfo s_relayNews = typeof(StoreSetup).GetMethod(
        nameof(RelayNews), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;

    private static void RelayNews<TFact>(IPublishingRelay relay)
        where TFact : class => relay.PublishEvent<TFact>((e, bus) =>
            e.UserName == BulkAppender.Actor ? ValueTask.CompletedTask : bus.PublishAsync(e, new DeliveryOptions { TenantId = e.TenantId }));

    /// <summary>The DDL of everything but Wolverine's message tables, which Wolverine sees to itself.</summary>
    public static string DatabaseSql(IReadOnlyList<IContextModule> modules)
    {
        // Asked of a host that never starts: Wolverine adds a table of its own to Marten's.
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.AddEldercareStore("Host=unused;Database=unused", modules, _ => { });
        using var host = builder.Build();
        return host.Services.GetRequiredService<IDocumentStore>().Storage.ToDatabaseScript() + AuditIndexes.Sql;
    }

    internal static NpgsqlDataSource DataSource(string connectionString, string more = "")
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        // Not ContainsKey: Npgsql's answers for every keyword that exists.
        if (!settings.ShouldSerialize("Maximum Pool Size")) settings.MaxPoolSize = 60;
        if (!settings.ShouldSerialize("Max Auto Prepare")) settings.MaxAutoPrepare = 100;
        if (!settings.ShouldSerialize("Auto Prepare Min Usages")) settings.AutoPrepareMinUsages = 2;
        if (string.IsNullOrEmpty(settings.Options))
            settings.Options = "-c idle_in_transaction_session_timeout=60s -c statement_timeout=300s -c jit=off";
        settings.Options = $"{settings.Options} {more}".Trim();
        settings.ApplicationName ??= "eldercare";
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    private static StoreOptions Options(NpgsqlDataSource database, IReadOnlyList<IContextModule> modules, EventTypes events)
    {
        var options = new StoreOptions();
        options.Connection(database);
        options.DatabaseSchemaName = StoreSchema.Name;
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.UpdateBatchSize = 5_000;
        var serializer = new Marten.Services.SystemTextJsonSerializer();
        serializer.Configure(EventJson.Configure);
        options.Serializer(serializer);

        options.Events.TenancyStyle = TenancyStyle.Conjoined;
        options.Events.StreamIdentity = StreamIdentity.AsGuid;
        options.Events.AppendMode = EventAppendMode.Quick;
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        options.Events.UseMandatoryStreamTypeDeclaration = true;
        options.Events.MetadataConfig.CorrelationIdEnabled = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        options.Events.MetadataConfig.UserNameEnabled = true;
        foreach (var index in AuditIndexes.Names) options.Events.IgnoreIndex(index);
        options.Events.AddEventTypes(events.Facts);

        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        options.Projections.StaleSequenceThreshold = TimeSpan.FromSeconds(10);

        // Trusted since PostgreSQL 13: whoever may create in the database may create it.
        options.Storage.ExtendedSchemaObjects.Add(new Weasel.Postgresql.Extension("pg_trgm"));
        options.Storage.ExtendedSchemaObjects.Add(WriterTables.ClaimsDdl());
        options.Storage.ExtendedSchemaObjects.Add(WriterTables.ReceiptsDdl());
        options.Storage.ExtendedSchemaObjects.Add(new Weasel.Postgresql.Extension("btree_gist"));
        options.Storage.ExtendedSchemaObjects.Add(WriterTables.SpansDdl());
        foreach (var row in modules.SelectMany(m => m.Tables.Concat(m.Views.SelectMany(v => v.Rows))).Distinct())
            options.Storage.ExtendedSchemaObjects.Add(TableSchema.Of(row).Ddl());
        foreach (var other in modules.SelectMany(m => m.Others)) options.Storage.ExtendedSchemaObjects.Add(other);
        return options;
    }
}
