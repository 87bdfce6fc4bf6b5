using Eldercare.People.Diets;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.People;

/// <summary>Elders: who they are, how much care they need, whether they live.</summary>
public sealed class PeopleModule : IContextModule
{
    public string Name => "people";

    public IEnumerable<StreamType> Streams => [Elder.Stream];

    public IEnumerable<Type> Tables => [typeof(ElderRecord), typeof(DinerProfile)];

    public IEnumerable<View> Views => [];

    public IEnumerable<Type> Relayed => [typeof(ElderDied), typeof(DinerProfileChanged)];
}
