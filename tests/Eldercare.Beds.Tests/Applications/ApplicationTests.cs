using Eldercare.Beds.Applications;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Applications;

/// <summary>Every state with every fact, held against one table.</summary>
public static class ApplicationTests
{
    private const string Table = """
                  Apply   Offer   Accept   Decline Expire  Fulfil    End
        None      Waiting -       -        -       -       -         -
        Waiting   -       Offered -        -       -       -         Ended
        Offered   -       -       Accepted Waiting Waiting -         Ended
        Accepted  -       -       -        -       -       Fulfilled Ended
        Fulfilled -       -       -        -       -       -         -
        Ended     -       -       -        -       -       -         -
        """;

    private static readonly ApplicationFact[] s_facts =
    [
        AnnaApplied, new BedOffered(Wish, Anna, One, Hillside, Until), new OfferAccepted(Wish, One), new OfferDeclined(Wish, One, "Too far"),
        new OfferExpired(Wish, One), new ApplicationFulfilled(Wish, One), new ApplicationEnded(Wish, EndReason.Withdrawn),
    ];

    [Fact]
    public static void Follows_the_table_and_is_loud_where_it_has_nothing()
    {
        foreach (var line in Table.Split('\n').Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            var application = line[0] == "None"
                ? null
                : Application.Evolve(null, AnnaApplied)! with { State = Enum.Parse<ApplicationState>(line[0]) };
            foreach (var (fact, after) in s_facts.Zip(line.Skip(1)))
            {
                if (after == "-") Assert.Throws<InvalidOperationException>(() => Application.Evolve(application, fact));
                else Assert.Equal(Enum.Parse<ApplicationState>(after), Application.Evolve(application, fact)?.State);
            }
        }
    }

    [Fact]
    public static void Applications_are_equal_by_value()
    {
        var same = AnnaApplied with { Homes = [Hillside], Districts = [Jingkou] };
        Assert.Equal((AnnaApplied, AnnaApplied.GetHashCode()), (same, same.GetHashCode()));
        Assert.NotEqual(AnnaApplied, AnnaApplied with { Homes = [] });
        Assert.NotEqual(AnnaApplied, AnnaApplied with { Districts = ["321111"] });
    }
}
