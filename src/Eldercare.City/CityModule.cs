using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.City;

/// <summary>Reads across the contexts; writes no events of its own.</summary>
public sealed class CityModule : IContextModule
{
    public string Name => "city";

    public IEnumerable<StreamType> Streams => [];

    public IEnumerable<Type> Tables => [];

    public IEnumerable<View> Views => [new CityFiguresView(), new ElderLedgerView()];

    public IEnumerable<Type> Relayed => [];
}
