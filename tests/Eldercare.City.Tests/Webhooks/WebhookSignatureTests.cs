using System.Text;
using Eldercare.City.Messages;
using Eldercare.Testing;

namespace Eldercare.City.Tests.Webhooks;

public static class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private static readonly DateTimeOffset s_at = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    /// <summary>
    /// Computed beforehand: printf 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}' | openssl dgst -sha256 -mac HMAC
    /// -macopt hexkey:$(printf MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | base64 -d | xxd -p) -binary | base64.
    /// </summary>
    [Fact]
    public static void A_signature_is_that_of_the_standard() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Standard(Secret, Id, s_at, """{"test": 2432232314}"""u8));

    [Fact]
    public static void While_a_secret_is_changed_either_verifies()
    {
        var (now, body, newer) = (DateTimeOffset.UtcNow, """{"a":1}"""u8.ToArray(), $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes("another one of twenty-four"))}");
        using var request = new HttpRequestMessage();
        WebhookSignature.Sign(request.Headers, Id, now, body, newer, Secret);
        var (timestamp, signatures) = (request.Headers.GetValues("webhook-timestamp").Single(), request.Headers.GetValues("webhook-signature").Single());
        Assert.Equal(Id, request.Headers.GetValues("webhook-id").Single());
        Assert.True(WebhookReceiver.Verify(newer, Id, timestamp, signatures, body));
        Assert.True(WebhookReceiver.Verify(Secret, Id, timestamp, signatures, body));
        Assert.False(WebhookReceiver.Verify(Secret, Id, timestamp, signatures, [.. body, 32]));
        Assert.False(WebhookReceiver.Verify(Secret, "msg_other", timestamp, signatures, body));
    }

    /// <summary>A city's gateway has a secret of another form: its own bytes are the key.</summary>
    [Fact]
    public static void A_secret_without_the_prefix_is_its_bytes() => Assert.Equal(
        WebhookSignature.Standard($"whsec_{Convert.ToBase64String("a secret of the city"u8)}", Id, s_at, "{}"u8),
        WebhookSignature.Standard("a secret of the city", Id, s_at, "{}"u8));
}
