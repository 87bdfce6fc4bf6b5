using System.Text.Json;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Tests;

/// <summary>Refusals are kept with the receipts of their commands, and given again to who asks again.</summary>
public static class RefusalReceiptTests
{
    [Fact]
    public static void Keeps_both_languages()
    {
        var refused = TextInvalid.Empty("reason");
        var kept = JsonSerializer.Serialize(refused, EventJson.Options);
        Assert.Equal(refused, JsonSerializer.Deserialize<TextInvalid>(kept, EventJson.Options));
        Assert.DoesNotContain("message", kept, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public static void Reads_what_was_kept_when_there_was_English_alone() => Assert.Equal(
        new TextInvalid("reason", new("is empty", "is empty")),
        JsonSerializer.Deserialize<TextInvalid>("""{"field":"reason","reason":"is empty"}""", EventJson.Options));
}
