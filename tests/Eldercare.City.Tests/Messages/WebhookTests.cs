using System.Net;
using System.Text;
using System.Text.Json;
using Eldercare.City.Messages;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Messages;

public static class WebhookTests
{
    /// <summary>Computed beforehand: printf '1772409600.{"id":1}' | openssl dgst -sha256 -hmac 'a secret of the city'.</summary>
    [Fact]
    public static void A_signature_is_hmac_sha_256_over_time_and_body() => Assert.Equal(
        "t=1772409600,v1=4170c1ef7d7da6e5fcc46905c9e4c28303691c9b3dbe52eb770f25f3454d6ac7",
        WebhookSignature.Of("a secret of the city", DateTimeOffset.FromUnixTimeSeconds(1_772_409_600), """{"id":1}"""u8));

    [Theory]
    [InlineData(200, null, false)]
    [InlineData(204, null, false)]
    [InlineData(301, "HTTP_301", true)]
    [InlineData(400, "HTTP_400", true)]
    [InlineData(401, "HTTP_401", true)]
    [InlineData(404, "HTTP_404", true)]
    [InlineData(408, "HTTP_408", false)]
    [InlineData(422, "HTTP_422", true)]
    [InlineData(429, "HTTP_429", false)]
    [InlineData(500, "HTTP_500", false)]
    [InlineData(503, "HTTP_503", false)]
    public static void A_status_says_whether_to_come_again(int status, string? fault, bool forGood)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        Assert.Equal(new Delivery(fault, forGood), WebhookSender.Judge(response, Now));
    }

    [Fact]
    public static void A_receiver_can_ask_to_be_left_alone_for_a_while()
    {
        using var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        busy.Headers.Add("Retry-After", "90");
        Assert.Equal(TimeSpan.FromSeconds(90), WebhookSender.Judge(busy, Now).NotBefore);
    }

    [Fact]
    public static void A_body_says_what_to_tell_whom()
    {
        var letter = new Letter(
            new(Id("letter")), Anna, MessageKind.MealBooked, Language.Chinese, "安娜", "13800000001", "您好", Now);

        Assert.Equal(
            $$"""{"id":"{{letter.Id}}","elder":"{{Anna}}","kind":"MealBooked","language":"zh","name":"安娜","phone":"13800000001","text":"您好","createdAt":"2026-03-02T00:00:00+00:00"}""",
            Encoding.UTF8.GetString(WebhookSender.Body(letter)));
        Assert.Equal($"MealBooked {letter.Id}", letter.ToString());
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(WebhookSender.Body(letter with { Phone = null })).RootElement.GetProperty("phone").ValueKind);
    }

    [Theory]
    [InlineData(1, 2.5, 5)]
    [InlineData(2, 10, 20)]
    [InlineData(3, 40, 80)]
    [InlineData(6, 1_800, 3_600)]
    [InlineData(100, 1_800, 3_600)]
    public static void Pauses_grow_to_an_hour_and_differ(int attempts, double least, double most)
    {
        Assert.Equal(TimeSpan.FromSeconds(least), Backoff.After(attempts, 0));
        Assert.Equal(TimeSpan.FromSeconds(most), Backoff.After(attempts, 1));
    }

    [Theory]
    [InlineData("log", null, null, null)]
    [InlineData("webhook", "https://gateway.example/x", "0123456789abcdef", null)]
    [InlineData("webhook", "http://127.0.0.1:9/x", "0123456789abcdef", null)]
    [InlineData("webhook", "http://gateway.example/x", "0123456789abcdef", "Messages:Url must be an https address, or http on this machine.")]
    [InlineData("webhook", null, "0123456789abcdef", "Messages:Url must be an https address, or http on this machine.")]
    [InlineData("webhook", "https://gateway.example/x", "short", "Messages:Secret must have at least 16 characters.")]
    [InlineData("pigeon", null, null, "Messages:Sender is 'pigeon': 'log' or 'webhook' is wanted.")]
    public static void Settings_that_cannot_work_are_refused(string sender, string? url, string? secret, string? fault) =>
        Assert.Equal(fault, new MessageSettings { Sender = sender, Url = url, Secret = secret }.Fault());
}
