using Eldercare.Api.GraphQL;
using Eldercare.Beds.Queue;
using Eldercare.City.Deliveries;
using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.Import;
using Eldercare.Import.Demo;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Eldercare.Api.Commands;

/// <summary>Brings the generated city in by the same door as a real one's registries. Interrupted, it goes on where it stopped.</summary>
internal sealed class DemoLoad(WebApplication app, DataFolder folder)
{
    private DemoState _state = folder.State();

    /// <summary>Registries, residents, applications and the bookings of the days to come, with their boards.</summary>
    public async Task PresentAsync(CancellationToken stop)
    {
        var clock = app.Services.GetRequiredService<TimeProvider>();
        if (_state.GeneratedFor is null)
        {
            var today = CityTime.Today(clock.GetUtcNow());
            await ProgressBars.ShowAsync(bars => DemoCity.WriteAsync(
                folder.Registries, _state.Small ? DemoSize.Small : DemoSize.Full, today, new Named(bars, "generate "), stop));
            Save(_state with { GeneratedFor = today });
        }

        if (_state.Present) return;
        await ProgressBars.ShowAsync(async bars =>
        {
            await PublishAsync(stop);
            await ImportAsync(ImportSteps.Present, bars, stop);
            await Today().PlayAsync(stop);
            await Stays().PlayAsync(stop);
            await ViewsCaughtUp.WaitAsync(app.Services.GetRequiredService<IViewProgress>(), bars, stop);
            await Offers().PlayAsync(stop);
            await ViewsCaughtUp.WaitAsync(app.Services.GetRequiredService<IViewProgress>(), bars, stop);
        });
        Save(_state with { Present = true });
    }

    /// <summary>The meals served so far, while the host serves; complete with all its views when this returns.</summary>
    public async Task HistoryAsync(CancellationToken stop)
    {
        if (_state.History) return;
        await ProgressBars.ShowAsync(async bars =>
        {
            await ImportAsync(ImportSteps.MealHistory, bars, stop);
            await Today().PlayHistoryAsync(stop);
            await ViewsCaughtUp.WaitAsync(app.Services.GetRequiredService<IViewProgress>(), bars, stop);
        });
        Save(_state with { History = true });
        Console.WriteLine("The meal history is complete, with all its views.");
    }

    private DemoToday Today() => new(
        app.Services.GetRequiredService<ICommandWriter>(), app.Services.GetRequiredService<IStateReader>(), app.Services.GetRequiredService<DeliveryPlanner>(),
        app.Services.GetRequiredService<Eldercare.People.Cards.CardKey>(), app.Services.GetRequiredService<IOptions<ApiSettings>>().Value.City, _state.GeneratedFor!.Value, app.Services.GetRequiredService<TimeProvider>());

    private DemoStays Stays() => new(
        app.Services.GetRequiredService<ICommandWriter>(), app.Services.GetRequiredService<IStateReader>(), app.Services.GetRequiredService<IOptions<ApiSettings>>().Value.City,
        _state.GeneratedFor!.Value);

    private DemoOffers Offers() => new(
        app.Services.GetRequiredService<ICommandWriter>(), app.Services.GetRequiredService<IStateReader>(), app.Services.GetRequiredService<IMatchingReader>(),
        app.Services.GetRequiredService<IHomesReader>(), app.Services.GetRequiredService<IOptions<ApiSettings>>().Value.City, _state.GeneratedFor!.Value);

    private async Task ImportAsync(ImportSteps steps, IProgress<ImportProgress> bars, CancellationToken stop)
    {
        var services = app.Services;
        var report = await CityImport.RunAsync(
            folder.Registries, services.GetRequiredService<IOptions<ApiSettings>>().Value.City, steps, services.GetRequiredService<IBulkAppender>(),
            services.GetRequiredService<ICommandWriter>(), services.GetRequiredService<IRowLookup>(), bars, services.GetRequiredService<TimeProvider>(), stop,
            kitchens: services.GetRequiredService<IKitchenPlans>());
        if (report.Errors > 0) throw new UserFaultException($"The demo city's own files were refused in {report.Errors} rows; see {report.ErrorsFile}.");
        await using var analyze = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("analyze");
        await analyze.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The subsidy of the city's report, an order of the queue for beds, and what days in homes cost; published once, whatever is interrupted.</summary>
    private async Task PublishAsync(CancellationToken stop)
    {
        await DoAsync(new PublishSubsidyPolicy(PolicyDocument.Shipped["zhenjiang-2025"]));
        // Of the sets that ship, the one with the lanes that are usual (domain, beds, rule 4).
        await DoAsync(new PublishQueuePolicy(QueuePolicyDocument.Shipped["chengdu"]));
        foreach (var policy in (string[])["zhenjiang-beds-2026", "disability-voucher-2026"]) await DoAsync(new PublishSubsidyPolicy(PolicyDocument.Shipped[policy]));
        await DoAsync(DemoRates.OfCity(_state.GeneratedFor!.Value));

        async Task DoAsync(ICommand command)
        {
            var answer = await app.Services.GetRequiredService<ICommandWriter>().ExecuteAsync(
                command, new Envelope(app.Services.GetRequiredService<IOptions<ApiSettings>>().Value.City, "demo", Guid.NewGuid().ToString()), stop);
            if (answer.Refusal is { } refusal) throw new UserFaultException($"The demo city's policy was refused: {refusal.Message.En}");
        }
    }

    private void Save(DemoState state) => folder.Save(_state = state);

    private sealed class Named(IProgress<ImportProgress> inner, string prefix) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => inner.Report(value with { File = prefix + value.File });
    }
}
