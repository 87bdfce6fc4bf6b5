using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Views;

namespace Eldercare.City;

/// <summary>The city's counters, kept as plain sums over all events.</summary>
public sealed class CityFiguresView : View
{
    public override string Name => "CityFigures";

    public override ImmutableArray<Type> Rows => [typeof(CityFigure), typeof(BornInMonth), typeof(CityHome)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(ElderRegistered), typeof(ElderDied),
        typeof(MealPointOpened), typeof(SittingOpened), typeof(MealBooked), typeof(BookingCancelled), typeof(BookingMovedOut), typeof(MealServed),
        typeof(WalkInServed), typeof(NoShowRecorded),
        typeof(DayCareCentreRegistered), typeof(HomeRegistered), typeof(HomeUpdated), typeof(BedRegistered),
        typeof(BedChanged), typeof(BedRetired),
        typeof(ResidentAdmitted), typeof(ResidentTransferredIn), typeof(ResidentTransferredOut), typeof(ResidentDeparted),
        typeof(BedAppliedFor), typeof(ApplicationFulfilled), typeof(ApplicationEnded),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        var (first, _, second, _) = Counts(recorded.Fact);
        if (first is not null) rows.Find<CityFigure>(first);
        if (second is not null) rows.Find<CityFigure>(second);
        switch (recorded.Fact)
        {
            case ElderRegistered f:
                rows.Find<BornInMonth>(f.BornInMonth);
                break;
            case ElderDied f:
                rows.Find<BornInMonth>(f.BornInMonth);
                break;
            case HomeUpdated f:
                NeedSocial(rows, f.Home);
                break;
            case BedRegistered f:
                NeedSocial(rows, f.Home);
                break;
            case BedRetired f:
                NeedSocial(rows, f.Home);
                break;
        }
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var (first, by, second, secondBy) = Counts(recorded.Fact);
        if (first is not null) Add(rows, first, by);
        if (second is not null) Add(rows, second, secondBy);
        switch (recorded.Fact)
        {
            case ElderRegistered f:
                AddBorn(rows, f.BornInMonth, 1);
                break;
            case ElderDied f:
                AddBorn(rows, f.BornInMonth, -1);
                break;
            case HomeRegistered f:
                rows.Put(new CityHome(f.Home, f.Operator, Beds: 0));
                break;
            case HomeUpdated f:
                PutHome(rows, rows.Find<CityHome>(f.Home)! with { Operator = f.Operator });
                break;
            case BedRegistered f:
                PutHome(rows, WithBeds(rows, f.Home, 1));
                break;
            case BedRetired f:
                PutHome(rows, WithBeds(rows, f.Home, -1));
                break;
        }
    }

    private static (string? First, int By, string? Second, int SecondBy) Counts(object fact) => fact switch
    {
        MealBooked => (FigureNames.Bookings, 1, null, 0),
        MealServed { AfterNoShow: true } => (FigureNames.MealsServed, 1, FigureNames.NoShows, -1),
        // The booking it becomes elsewhere is the same one.
        BookingMovedOut => (FigureNames.Bookings, -1, null, 0),
        MealServed => (FigureNames.MealsServed, 1, null, 0),
        WalkInServed => (FigureNames.MealsServed, 1, FigureNames.WalkIns, 1),
        BookingCancelled => (FigureNames.Cancelled, 1, null, 0),
        NoShowRecorded => (FigureNames.NoShows, 1, null, 0),
        ElderRegistered => (FigureNames.People, 1, null, 0),
        ElderDied => (FigureNames.People, -1, FigureNames.Deaths, 1),
        SittingOpened => (FigureNames.Sittings, 1, null, 0),
        MealPointOpened => (FigureNames.MealPoints, 1, null, 0),
        DayCareCentreRegistered => (FigureNames.DayCareCentres, 1, null, 0),
        HomeRegistered => (FigureNames.Homes, 1, null, 0),
        BedRegistered f => (FigureNames.Beds, 1, Nursing(f.Kind), 1),
        HomeUpdated => (null, 0, null, 0),
        BedChanged f => (null, 0, FigureNames.NursingBeds, OfNursing(f.Kind) - OfNursing(f.KindBefore)),
        BedRetired f => (FigureNames.Beds, -1, Nursing(f.Kind), -1),
        ResidentAdmitted or ResidentTransferredIn => (FigureNames.OccupiedBeds, 1, null, 0),
        ResidentDeparted or ResidentTransferredOut => (FigureNames.OccupiedBeds, -1, null, 0),
        BedAppliedFor => (FigureNames.OpenApplications, 1, null, 0),
        ApplicationFulfilled or ApplicationEnded => (FigureNames.OpenApplications, -1, null, 0),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} counts for no figure."),
    };

    private static string? Nursing(BedKind kind) => kind == BedKind.Ordinary ? null : FigureNames.NursingBeds;

    private static int OfNursing(BedKind kind) => Nursing(kind) is null ? 0 : 1;

    private static void NeedSocial(RowSet rows, HomeId home)
    {
        rows.Find<CityHome>(home);
        rows.Find<CityFigure>(FigureNames.SocialBeds);
    }

    private static CityHome WithBeds(RowSet rows, HomeId home, int by)
    {
        var known = rows.Find<CityHome>(home)!;
        return known with { Beds = known.Beds + by };
    }

    /// <summary>The home as it is now, and the social operators' beds with it.</summary>
    private static void PutHome(RowSet rows, CityHome home)
    {
        Add(rows, FigureNames.SocialBeds, Social(home) - Social(rows.Find<CityHome>(home.Home)!));
        rows.Put(home);
    }

    private static int Social(CityHome home) => home.Operator == OperatorKind.Public ? 0 : home.Beds;

    private static void Add(RowSet rows, string name, int by)
    {
        if (by != 0) rows.Put(new CityFigure(name, (rows.Find<CityFigure>(name)?.Value ?? 0) + by));
    }

    private static void AddBorn(RowSet rows, int month, int by) =>
        rows.Put(new BornInMonth(month, (rows.Find<BornInMonth>(month)?.People ?? 0) + by));
}
