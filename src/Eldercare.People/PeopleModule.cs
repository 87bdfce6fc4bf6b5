using Eldercare.People.Accounts;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.People;

/// <summary>Elders: who they are, how much care they need, what they are entitled to, who speaks for them, whether they live. And who signs in.</summary>
public sealed class PeopleModule : IContextModule
{
    public string Name => "people";

    public IEnumerable<StreamType> Streams => [Elder.Stream, Account.Stream];

    public IEnumerable<Type> Tables =>
    [
        typeof(ElderRecord), typeof(EntitlementRecord), typeof(ElderContacts), typeof(ElderPreferences), typeof(ElderConsents),
        typeof(ActingRecord), typeof(Cards.ElderCard), typeof(DinerProfile), typeof(FileReads.FileRead), typeof(AccountRecord),
    ];

    public IEnumerable<View> Views => [new EntitlementDecisionView()];

    public IEnumerable<AgingRows> Aging => [new(typeof(FileReads.FileRead), "at", r => r.FileReads)];

    public IEnumerable<Type> Relayed => [typeof(ElderDied), typeof(PersonErased), typeof(DinerProfileChanged)];
}
