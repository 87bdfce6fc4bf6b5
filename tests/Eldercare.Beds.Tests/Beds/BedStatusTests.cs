using Eldercare.Beds.Beds;

namespace Eldercare.Beds.Tests.Beds;

/// <summary>Every state with every closure, as HL7 v2 table 0116 says it; behind the code what the table has no word for.</summary>
public static class BedStatusTests
{
    private const string Table = """
                 -           Maintenance Isolation
        Ready    U           U           U
        Held     O/Held      O/Held      O/Held
        Reserved O/Reserved  O/Reserved  O/Reserved
        Occupied O           O           O
        OnLeave  O           O           O
        ToClean  H           H           H
        Closed   C           C           I
        Retired  C/Retired   C/Retired   C/Retired
        """;

    public static TheoryData<BedState, ClosureKind?, string> Pairs { get; } = Read();

    [Fact]
    public static void The_table_holds_every_state() => Assert.Equal(
        Enum.GetValues<BedState>().Length * (Enum.GetValues<ClosureKind>().Length + 1), Pairs.Count);

    [Theory, MemberData(nameof(Pairs))]
    public static void A_state_is_exported_as_the_table_says(BedState state, ClosureKind? closure, string exported)
    {
        var (code, extension) = BedStatus.Of(state, closure);
        Assert.Equal(exported, extension is { } more ? $"{code}/{more}" : $"{code}");
    }

    private static TheoryData<BedState, ClosureKind?, string> Read()
    {
        string[][] lines = [.. Table.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        var pairs = new TheoryData<BedState, ClosureKind?, string>();
        foreach (var line in lines.Skip(1))
        {
            for (var column = 1; column < line.Length; column++)
            {
                pairs.Add(
                    Enum.Parse<BedState>(line[0]),
                    lines[0][column - 1] == "-" ? null : Enum.Parse<ClosureKind>(lines[0][column - 1]), line[column]);
            }
        }

        return pairs;
    }
}
