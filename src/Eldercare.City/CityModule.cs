using Eldercare.City.Messages;
using Eldercare.City.Webhooks;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.City;

/// <summary>Reads across the contexts, and tells people what happened; the only events of its own are what people did about messages and webhooks.</summary>
public sealed class CityModule : IContextModule
{
    public string Name => "city";

    public IEnumerable<StreamType> Streams => [MessageHistory.Stream, WebhookHistory.Stream];

    public IEnumerable<Type> Tables => [typeof(Message), typeof(Webhook), typeof(WebhookProgress), typeof(WebhookDelivery)];

    public IEnumerable<View> Views => [new CityFiguresView(), new ElderLedgerView(), new PopulationView()];

    public IEnumerable<Type> Relayed => [];
}
