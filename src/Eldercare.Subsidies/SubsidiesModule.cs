using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Subsidies;

/// <summary>Who pays how much: the policies and the engine that meals and beds share.</summary>
public sealed class SubsidiesModule : IContextModule
{
    public string Name => "subsidies";

    public IEnumerable<StreamType> Streams => [PolicyBook.Stream];

    public IEnumerable<Type> Tables => [];

    public IEnumerable<View> Views => [];

    public IEnumerable<Type> Relayed => [];
}
