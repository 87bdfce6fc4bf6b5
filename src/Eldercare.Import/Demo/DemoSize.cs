namespace Eldercare.Import.Demo;

/// <summary>How large the generated city is.</summary>
/// <param name="People">People aged 60 and over.</param>
/// <param name="People65">Of those, aged 65 and over on the day of generation.</param>
/// <param name="MealPoints">Places that serve meals.</param>
/// <param name="DayCareCentres">Street day-care centres, each also a meal point's host.</param>
/// <param name="Homes">Care homes.</param>
/// <param name="Beds">In all homes together.</param>
/// <param name="ServedMeals">The history goes back until at least so many meals were served.</param>
/// <param name="Applications">Elders waiting for a bed.</param>
public sealed record DemoSize(
    int People, int People65, int MealPoints, int DayCareCentres, int Homes, int Beds, int ServedMeals, int Applications)
{
    /// <summary>The city of the report of December 2020.</summary>
    public static DemoSize Full { get; } = new(732_000, 533_000, 420, 28, 180, 20_000, 1_010_000, 5_000);

    /// <summary>Complete within seconds: some three weeks of history.</summary>
    public static DemoSize Small { get; } = new(2_000, 1_456, 6, 2, 4, 160, 5_000, 40);

    /// <summary>75 %: run by social operators, in homes of their own or public-built ones.</summary>
    public int SocialBeds => Beds * 75 / 100;

    /// <summary>61 %: of nursing type, dementia units included.</summary>
    public int NursingBeds => Beds * 61 / 100;

    /// <summary>4 %: in dementia units.</summary>
    public int DementiaBeds => Beds * 4 / 100;

    /// <summary>86 %: somebody lives there.</summary>
    public int OccupiedBeds => Beds * 86 / 100;
}
