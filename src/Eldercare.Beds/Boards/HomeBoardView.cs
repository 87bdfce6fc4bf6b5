using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Boards;

/// <summary>Every home's beds by state and kind.</summary>
public sealed class HomeBoardView : View
{
    public override string Name => "HomeBoard";

    public override ImmutableArray<Type> Rows => [typeof(HomeBoard), typeof(BedBoard), typeof(RoomRow), typeof(CertificateRow)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(HomeRegistered), typeof(HomeUpdated), typeof(CertificateRecorded), typeof(CertificateWithdrawn), typeof(RoomAdded),
        typeof(RoomChanged), typeof(BedPlaced),
        typeof(BedRegistered), typeof(BedChanged), typeof(BedPriceSet), typeof(BedGenderRuleChanged), typeof(BedHeld), typeof(HoldReleased), typeof(BedReserved), typeof(ResidentAdmitted),
        typeof(ResidentTransferredIn), typeof(ResidentTransferredOut), typeof(ResidentDeparted), typeof(BedCleaned), typeof(BedClosed),
        typeof(BedReopened), typeof(BedRetired), typeof(ReservationMade), typeof(ReservationBegan), typeof(ReservationCancelled),
        typeof(StayEndAgreed), typeof(LeaveBegan), typeof(LeaveExtended), typeof(LeaveEnded), typeof(BedReleasedFromLeave), typeof(StayCorrected),
        typeof(ClosureOrdered), typeof(ClosureLifted), typeof(ClosureEndChanged),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case HomeUpdated f:
                rows.Find<HomeBoard>(f.Home);
                break;
            case CertificateWithdrawn f:
                rows.Find<CertificateRow>(CertificateRow.IdOf(f.Home, f.Kind, f.Number, f.IssuedOn));
                break;
            case RoomChanged f:
                rows.Find<RoomRow>(f.Room);
                break;
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
                    f.Home, f.Name, f.District, f.Address, f.Latitude, f.Longitude, f.Operator, 0, 0, 0, 0, 0, 0, 0, 0, recorded.Sequence,
                    f.Phone));
                break;
            case HomeFact fact:
                ApplyToHome(fact, recorded, rows);
                break;
            case BedRegistered f:
                var home = rows.Find<HomeBoard>(f.Home)!;
                rows.Put(new BedBoard(
                    f.Bed, f.Home, home.District, f.Room, rows.Find<RoomRow>(f.Room)!.Number, f.Number, f.Kind, f.GenderRule,
                    f.HighestCareLevel, BedState.Ready, null, null, null, null, recorded.Sequence, Closure: null, f.Equipment,
                    f.DailyPrice is null ? null : BedPrice.Beginning(f.DailyPrice)));
                rows.Put(home.Moved(null, BedState.Ready) with { Sequence = recorded.Sequence });
                break;
            case BedChanged or BedPriceSet or BedGenderRuleChanged:
                rows.Put(Refitted(rows.Find<BedBoard>(recorded.Stream)!, recorded.Fact) with { Sequence = recorded.Sequence });
                break;
            case BedFact fact:
                ApplyToBed(fact, recorded, rows);
                break;
        }
    }

    private static void ApplyToHome(HomeFact fact, Recorded recorded, RowSet rows)
    {
        switch (fact)
        {
            case HomeUpdated f:
                rows.Put(rows.Find<HomeBoard>(f.Home)! with
                {
                    Name = f.Name,
                    Address = f.Address,
                    Latitude = f.Latitude,
                    Longitude = f.Longitude,
                    Operator = f.Operator,
                    Phone = f.Phone,
                    Sequence = recorded.Sequence,
                });
                break;
            case CertificateRecorded f:
                rows.Put(new CertificateRow(
                    CertificateRow.IdOf(f.Home, f.Kind, f.Number, f.IssuedOn), f.Home, f.Kind, f.Number, f.IssuedOn, f.ValidFrom, f.ValidUntil,
                    f.ValidUntil, WithdrawnBecause: null, recorded.RecordedAt, recorded.Actor));
                break;
            case CertificateWithdrawn f:
                var certificate = rows.Find<CertificateRow>(CertificateRow.IdOf(f.Home, f.Kind, f.Number, f.IssuedOn))!;
                rows.Put(certificate with
                {
                    EndsOn = Certificate.EndOf(certificate.ValidUntil, f.From),
                    WithdrawnBecause = f.Reason,
                    WithdrawnAt = recorded.RecordedAt,
                });
                break;
            case RoomAdded f:
                rows.Put(new RoomRow(f.Room, f.Home, f.Number, f.GenderRule, f.Building, f.Floor));
                break;
            case RoomChanged f:
                rows.Put(rows.Find<RoomRow>(f.Room)! with { Building = f.Building, Floor = f.Floor, GenderRule = f.GenderRule });
                break;
            case BedPlaced:
                // The bed's own stream says it too.
                break;
            default:
                throw new InvalidOperationException($"{fact} is not known to the home board.");
        }
    }

    private static BedBoard Refitted(BedBoard bed, object fact) => fact switch
    {
        BedChanged f => bed with { Kind = f.Kind, HighestCareLevel = f.HighestCareLevel, Equipment = f.Equipment },
        BedPriceSet f => bed with { Prices = BedPrice.After(bed.Prices ?? [], new(f.From, f.DailyPrice)) },
        BedGenderRuleChanged f => bed with { GenderRule = f.GenderRule },
        _ => throw new InvalidOperationException($"{fact} is not known to the home board."),
    };

    private static void ApplyToBed(BedFact fact, Recorded recorded, RowSet rows)
    {
        var before = rows.Find<BedBoard>(recorded.Stream)!;
        var terms = before.Terms ?? BedTerms.None;
        var after = fact switch
        {
            BedHeld f => At(BedState.Held) with { Elder = f.Elder, Application = f.Application, HeldUntil = f.Until },
            BedReserved f => At(BedState.Reserved) with { Elder = f.Elder, Application = f.Application },
            ResidentAdmitted f => Lived(f.Elder, f.On, f.Until),
            ResidentTransferredIn f => Lived(f.Elder, f.On, f.Until),
            HoldReleased => At(BedState.Ready) with { Returned = true },
            BedCleaned => At(BedState.Ready),
            ResidentTransferredOut or ResidentDeparted or BedReopened or BedReleasedFromLeave => At(BedState.ToClean),
            ReservationMade f => Same(terms with { Reservations = [.. terms.Reservations.Add(new(f.Elder, f.From, f.Until)).OrderBy(r => r.From)] }),
            ReservationBegan f => At(BedState.Reserved) with
            {
                Elder = f.Elder,
                Terms = terms.Without(f.Elder, f.From) with { Until = terms.Reservations.First(r => r.Elder == f.Elder && r.From == f.From).Until },
            },
            ReservationCancelled { Kept: false } f => Same(terms.Without(f.Elder, f.From)),
            ReservationCancelled => At(BedState.Ready),
            StayEndAgreed f => Same(terms with { Until = f.Until }),
            LeaveBegan f => Same(terms with { Leave = new(f.Kind, f.On, f.KeptUntil) }) with { State = BedState.OnLeave },
            LeaveExtended f => Same(terms with { Leave = terms.Leave! with { KeptUntil = f.KeptUntil } }),
            LeaveEnded => Same(terms with { Leave = null }) with { State = BedState.Occupied },
            StayCorrected f => f.ToUntil is null ? Same(terms) with { Since = f.ToFrom } : Same(terms),
            BedClosed f => At(BedState.Closed) with
            {
                Closure = f.Kind ?? ClosureKind.Maintenance,
                Terms = new(f.Until, null, terms.Reservations),
            },
            ClosureOrdered f => Same(terms with { Closing = new(f.Kind, f.On, f.Until) }),
            ClosureLifted => Same(terms with { Closing = null }),
            ClosureEndChanged f => Same(terms.Closing is { } closing ? terms with { Closing = closing with { Until = f.Until } } : terms with { Until = f.Until }),
            BedRetired => At(BedState.Retired) with { Terms = new(null, null, terms.Reservations) },
            _ => throw new InvalidOperationException($"{fact} is not known to the home board."),
        };
        rows.Put(after with { Terms = after.Terms == BedTerms.None ? null : after.Terms });
        rows.Put(rows.Find<HomeBoard>(before.Home)!.Moved(before.State, after.State) with { Sequence = recorded.Sequence });

        BedBoard Same(BedTerms changed) => before with { Terms = changed, Sequence = recorded.Sequence };

        BedBoard Lived(ElderId elder, DateOnly on, DateOnly? until) => At(BedState.Occupied) with
        {
            Elder = elder,
            Since = on,
            Terms = new(until, null, terms.Reservations.RemoveAll(r => r.Elder == elder && new Span(r.From, r.Until, elder.Value).Overlaps(on, until))),
        };

        BedBoard At(BedState state) => before with
        {
            State = state,
            Elder = null,
            Application = null,
            HeldUntil = null,
            Since = null,
            Closure = null,
            Terms = new(null, null, terms.Reservations, terms.Closing),
            Returned = null,
            Sequence = recorded.Sequence,
        };
    }
}
