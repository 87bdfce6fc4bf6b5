using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// A command about one sitting. The sitting's id follows from point, date and meal and is computed once; hence the three are set
/// when the command is made and cannot be changed in a copy.
/// </summary>
public abstract record SittingCommand
{
    protected SittingCommand(MealPointId point, DateOnly date, Meal meal)
    {
        (Point, Date, Meal) = (point, date, meal);
        SittingId = SittingId.Of(point, date, meal);
    }

    /// <summary>Where.</summary>
    public MealPointId Point { get; }

    /// <summary>City date.</summary>
    public DateOnly Date { get; }

    public Meal Meal { get; }

    public SittingId SittingId { get; }

    protected StreamRef Stream => Sitting.Stream.At(SittingId.Value);

    protected StreamRef PointStream => MealPoint.Stream.At(Point.Value);
}

/// <summary>A command that gives an elder a portion: decided on the sitting, the point, the elder, and where her portion is already.</summary>
public abstract record PortionCommand : SittingCommand, ICommand
{
    protected PortionCommand(MealPointId point, DateOnly date, Meal meal, ElderId elder)
        : base(point, date, meal) => Elder = elder;

    public ElderId Elder { get; init; }

    public virtual Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [PointStream],
        Claims = [Claim],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    private Claim Claim => Portion.Claim(Elder, Date, Meal);

    public Outcome Decide(Known known)
    {
        var sitting = known.State<Sitting>(Stream);
        var outcome = Decide(
            known.State<MealPoint>(PointStream), sitting, known.Row<ElderRecord>(Elder.Value), PortionAt(known), known.Now)
            .On(Stream).Taking(Claim, Stream);
        if (sitting?.Waits(Elder) == true) outcome = outcome.Releasing(WaitingList.Claim(Elder, Date, Meal), Stream);
        return Also(outcome, known);
    }

    /// <summary>The sitting that has the elder's portion for this date and meal, if any.</summary>
    protected virtual Guid? PortionAt(Known known) => known.Holder(Claim);

    /// <summary>What else the command does when it is accepted.</summary>
    protected virtual Outcome Also(Outcome outcome, Known known) => outcome;

    protected abstract Decision<SittingFact> Decide(
        MealPoint? point, Sitting? sitting, ElderRecord? elder, Guid? portionAt, DateTimeOffset now);
}
