using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Boards;

/// <summary>Every change of what a home is or has. Entries are only ever added; who lies in the beds is no concern of theirs.</summary>
public sealed class HomeChangeView : View
{
    public override string Name => "HomeChanges";

    public override ImmutableArray<Type> Rows => [typeof(HomeChange)];

    /// <summary>A bed's place and its new gender rule are told by the events of the bed and the room.</summary>
    public override ImmutableArray<Type> Events =>
    [
        typeof(HomeRegistered), typeof(HomeUpdated), typeof(CertificateRecorded), typeof(CertificateWithdrawn), typeof(RoomAdded),
        typeof(RoomChanged), typeof(BedRegistered), typeof(BedChanged), typeof(BedPriceSet), typeof(BedRetired),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        (HomeId home, RoomId? room, BedId? bed, HomeChanged now) = recorded.Fact switch
        {
            HomeRegistered f => Of(f.Home, new() { Name = f.Name, Address = f.Address, Phone = f.Phone, Operator = f.Operator }),
            HomeUpdated f => Of(f.Home, new() { Name = f.Name, Address = f.Address, Phone = f.Phone, Operator = f.Operator }),
            CertificateRecorded f => Of(
                f.Home, new() { Certificate = f.Kind, Number = f.Number, From = f.ValidFrom, Until = f.ValidUntil }),
            CertificateWithdrawn f => Of(
                f.Home, new() { Certificate = f.Kind, Number = f.Number, From = f.From, Reason = f.Reason }),
            RoomAdded f => (f.Home, f.Room, null, new HomeChanged
            {
                Number = f.Number,
                Building = f.Building,
                Floor = f.Floor,
                GenderRule = f.GenderRule,
            }),
            RoomChanged f => (f.Home, f.Room, null, new HomeChanged { Building = f.Building, Floor = f.Floor, GenderRule = f.GenderRule }),
            BedRegistered f => (f.Home, f.Room, f.Bed, new HomeChanged
            {
                Number = f.Number,
                BedKind = f.Kind,
                HighestCareLevel = f.HighestCareLevel,
                Equipment = f.Equipment,
                DailyPrice = f.DailyPrice,
            }),
            BedChanged f => (f.Home, null, f.Bed, new HomeChanged
            {
                BedKind = f.Kind,
                HighestCareLevel = f.HighestCareLevel,
                Equipment = f.Equipment,
            }),
            BedPriceSet f => (f.Home, null, f.Bed, new HomeChanged { DailyPrice = f.DailyPrice, From = f.From }),
            BedRetired f => (f.Home, null, f.Bed, new HomeChanged { BedKind = f.Kind, Reason = f.Reason }),
            _ => throw new InvalidOperationException($"{recorded.Fact} is not known to the changes of homes."),
        };
        rows.Put(new HomeChange(home, recorded.Sequence, recorded.Fact.GetType().Name, recorded.RecordedAt, recorded.Actor, room, bed, now));
    }

    private static (HomeId Home, RoomId? Room, BedId? Bed, HomeChanged Now) Of(HomeId home, HomeChanged now) => (home, null, null, now);
}
