using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Boards;

/// <summary>Every home's beds by state and kind.</summary>
public sealed class HomeBoardView : View
{
    public override string Name => "HomeBoard";

    public override ImmutableArray<Type> Rows => [typeof(HomeBoard), typeof(BedBoard), typeof(RoomRow)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(HomeRegistered), typeof(RoomAdded),
        typeof(BedRegistered), typeof(BedHeld), typeof(HoldReleased), typeof(BedReserved), typeof(ResidentAdmitted),
        typeof(ResidentTransferredIn), typeof(ResidentTransferredOut), typeof(ResidentDeparted), typeof(BedCleaned), typeof(BedClosed),
        typeof(BedReopened), typeof(BedRetired),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case BedRegistered f:
                rows.Find<HomeBoard>(f.Home);
                rows.Find<RoomRow>(f.Room);
                break;
            case BedFact when rows.Find<BedBoard>(recorded.Stream) is { } bed:
                rows.Find<HomeBoard>(bed.Home);
                break;
        }
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case HomeRegistered f:
                rows.Put(new HomeBoard(
                    f.Home, f.Name, f.District, f.Address, f.Latitude, f.Longitude, f.Operator, 0, 0, 0, 0, 0, 0, 0, 0, recorded.Sequence));
                break;
            case RoomAdded f:
                rows.Put(new RoomRow(f.Room, f.Home, f.Number, f.GenderRule));
                break;
            case BedRegistered f:
                var home = rows.Find<HomeBoard>(f.Home)!;
                rows.Put(new BedBoard(
                    f.Bed, f.Home, home.District, f.Room, rows.Find<RoomRow>(f.Room)!.Number, f.Number, f.Kind, f.GenderRule,
                    f.HighestCareLevel, BedState.Ready, null, null, null, null, recorded.Sequence));
                rows.Put(home.Moved(null, BedState.Ready) with { Sequence = recorded.Sequence });
                break;
            case BedFact fact:
                ApplyToBed(fact, recorded, rows);
                break;
        }
    }

    private static void ApplyToBed(BedFact fact, Recorded recorded, RowSet rows)
    {
        var before = rows.Find<BedBoard>(recorded.Stream)!;
        var after = fact switch
        {
            BedHeld f => At(BedState.Held) with { Elder = f.Elder, Application = f.Application, HeldUntil = f.Until },
            BedReserved f => At(BedState.Reserved) with { Elder = f.Elder, Application = f.Application },
            ResidentAdmitted f => At(BedState.Occupied) with { Elder = f.Elder, Since = f.On },
            ResidentTransferredIn f => At(BedState.Occupied) with { Elder = f.Elder, Since = f.On },
            HoldReleased or BedCleaned => At(BedState.Ready),
            ResidentTransferredOut or ResidentDeparted or BedReopened => At(BedState.ToClean),
            BedClosed f => At(BedState.Closed) with { Closure = f.Kind ?? ClosureKind.Maintenance },
            BedRetired => At(BedState.Retired),
            _ => throw new InvalidOperationException($"{fact} is not known to the home board."),
        };
        rows.Put(after);
        rows.Put(rows.Find<HomeBoard>(before.Home)!.Moved(before.State, after.State) with { Sequence = recorded.Sequence });

        BedBoard At(BedState state) => before with
        {
            State = state,
            Elder = null,
            Application = null,
            HeldUntil = null,
            Since = null,
            Closure = null,
            Sequence = recorded.Sequence,
        };
    }
}
