namespace Eldercare.Import.Demo;

/// <summary>
/// Who eats where: each meal point has regulars of its own district that no other has, so that nobody eats twice at a meal.
/// </summary>
internal sealed class DemoGuests
{
    private readonly int[][] _regulars;
    private readonly HashSet<int> _all = [];

    public DemoGuests(DemoPeople people, List<DemoMealPoint> points)
    {
        var ofDistrict = new List<int>[DemoDistrict.All.Length];
        for (var d = 0; d < ofDistrict.Length; d++) ofDistrict[d] = [];
        for (var elder = 0; elder < people.Count; elder++)
            if (!people.IsResident(elder)) ofDistrict[people.District(elder)].Add(elder);

        _regulars = new int[points.Count][];
        foreach (var of in points.GroupBy(p => p.District))
        {
            var (elders, pointsHere, nth) = (ofDistrict[of.Key], of.Count(), 0);
            foreach (var point in of)
            {
                var each = Math.Min(elders.Count / pointsHere, point.Meals.Max(m => m.Capacity) * 5);
                _regulars[point.Index] = [.. elders.GetRange(nth++ * (elders.Count / pointsHere), each)];
                _all.UnionWith(_regulars[point.Index]);
            }
        }
    }

    public ReadOnlySpan<int> Regulars(DemoMealPoint point) => _regulars[point.Index];

    /// <summary>Of any point.</summary>
    public bool IsRegular(int elder) => _all.Contains(elder);

    /// <summary>Fills <paramref name="guests"/> with different regulars; fewer when there are not as many.</summary>
    public ReadOnlySpan<int> Draw(ref DemoRandom random, DemoMealPoint point, Span<int> guests)
    {
        var regulars = _regulars[point.Index];
        var count = Math.Min(guests.Length, regulars.Length);
        if (count == 0) return [];
        var at = random.Next(regulars.Length);
        // Steps of at most length / count never come round to where they began.
        var step = Math.Max(1, regulars.Length / count);
        for (var i = 0; i < count; i++)
        {
            guests[i] = regulars[at % regulars.Length];
            at += i % 3 == 0 && step > 1 ? step - 1 : step;
        }

        return guests[..count];
    }
}
