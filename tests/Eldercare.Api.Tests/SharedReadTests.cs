using Eldercare.Api.GraphQL.Loading;

namespace Eldercare.Api.Tests;

public static class SharedReadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public static async Task What_is_asked_while_others_read_is_read_together_afterwards()
    {
        var database = new Database();
        var (one, two) = (Ask(database, 1), Ask(database, 2));
        var waiting = Enumerable.Range(3, 50).Select(n => Ask(database, n, 3)).ToArray();
        Assert.Equal(2, database.Statements.Count);

        database.Answer(0);
        Assert.Equal("row 1", (await one)(1));
        await Eventually(() => database.Statements.Count == 3);
        Assert.Equal(Enumerable.Range(3, 50), database.Statements[2].Keys.Order());

        database.Answer(2);
        for (var i = 0; i < waiting.Length; i++) Assert.Equal($"row {3 + i}", (await waiting[i])(3 + i));
        database.Answer(1);
        Assert.Equal("row 2", (await two)(2));

        var alone = Ask(database, 4);
        Assert.Equal([4], database.Statements[3].Keys);
        database.Answer(3);
        Assert.Equal("row 4", (await alone)(4));
    }

    [Fact]
    public static async Task A_fault_is_told_to_those_who_asked_and_the_next_are_read()
    {
        var database = new Database();
        var (one, two, next) = (Ask(database, 1), Ask(database, 2), Ask(database, 3));
        database.Statements[0].Found.SetException(new TimeoutException("down"));
        await Assert.ThrowsAsync<TimeoutException>(() => one);
        await Eventually(() => database.Statements.Count == 3);
        database.Answer(1);
        database.Answer(2);
        Assert.Equal(("row 2", "row 3"), ((await two)(2), (await next)(3)));
    }

    [Fact]
    public static async Task Who_gives_up_takes_nothing_from_the_others()
    {
        var database = new Database();
        using var patience = new CancellationTokenSource();
        var impatient = database.Read.ReadAsync([1], patience.Token);
        var other = Ask(database, 2);
        await patience.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => impatient);
        database.Answer(0);
        database.Answer(1);
        Assert.Equal("row 2", (await other)(2));
    }

    [Fact]
    public static async Task No_statement_grows_without_end()
    {
        var database = new Database();
        var asked = Enumerable.Range(1, 5).Select(n => Ask(database, [.. Enumerable.Range(n * 1_000, 600)])).ToArray();
        for (var i = 0; i < 4; i++)
        {
            await Eventually(() => database.Statements.Count > i);
            database.Answer(i);
        }

        Assert.All(database.Statements, s => Assert.InRange(s.Keys.Count, 600, 1_200));
        for (var n = 0; n < asked.Length; n++) Assert.Equal($"row {(n + 1) * 1_000}", (await asked[n])((n + 1) * 1_000));
    }

    private static Task<Func<int, string?>> Ask(Database database, params int[] keys) => database.Read.ReadAsync(keys, Cancel);

    private static async Task Eventually(Func<bool> holds)
    {
        for (var i = 0; i < 20_000 && !holds(); i++) await Task.Delay(1, Cancel);
        Assert.True(holds());
    }

    /// <summary>Answers its statements when told to.</summary>
    private sealed class Database
    {
        public Database() => Read = new(async (keys, _) =>
        {
            var statement = new Statement([.. keys]);
            lock (Statements) Statements.Add(statement);
            return await statement.Found.Task;
        });

        public SharedRead<int, string> Read { get; }

        public List<Statement> Statements { get; } = [];

        public void Answer(int statement) => Statements[statement].Found.SetResult(key => $"row {key}");
    }

    private sealed record Statement(List<int> Keys)
    {
        public TaskCompletionSource<Func<int, string?>> Found { get; } = new();
    }
}
