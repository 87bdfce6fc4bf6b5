using System.Net;
using Eldercare.City.Webhooks;
using Eldercare.Testing;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Webhooks;

/// <summary>Whoever may name an address must not reach what is behind our own door by it.</summary>
public static class WebhookAddressTests
{
    [Theory]
    [InlineData("https://district.example/events?token=x", null)]
    [InlineData("https://8.8.8.8:8443/", null)]
    [InlineData("http://district.example/events", "The address must be https.")]
    [InlineData("ftp://district.example/", "The address must be https.")]
    [InlineData("district.example", "This is no address.")]
    [InlineData("https://user:word@district.example/", "The address holds a user name; put a token into the path instead.")]
    [InlineData("https://district.example/#part", "The address has a fragment, which is never sent.")]
    [InlineData("http://127.0.0.1/", "The address must be https.")]
    [InlineData("https://127.0.0.1/", "The address leads into a private network.")]
    [InlineData("https://2130706433/", "The address leads into a private network.")]
    [InlineData("https://0x7f.1/", "The address leads into a private network.")]
    [InlineData("https://169.254.169.254/latest/meta-data", "The address leads into a private network.")]
    [InlineData("https://10.1.2.3/", "The address leads into a private network.")]
    [InlineData("https://[::1]/", "The address leads into a private network.")]
    [InlineData("https://[::ffff:10.0.0.1]/", "The address leads into a private network.")]
    [InlineData("https://[fd00::1]/", "The address leads into a private network.")]
    public static void An_address_is_https_and_public(string url, string? fault) => Assert.Equal(fault, WebhookUrl.Fault(url, loopback: false)?.En);

    [Theory]
    [InlineData("http://127.0.0.1:8080/", null)]
    [InlineData("https://localhost/", null)]
    [InlineData("http://10.0.0.1/", "The address must be https.")]
    [InlineData("https://10.0.0.1/", "The address leads into a private network.")]
    public static void For_tests_and_the_demo_it_may_be_this_machine(string url, string? fault) => Assert.Equal(fault, WebhookUrl.Fault(url, loopback: true)?.En);

    [Theory]
    [InlineData("1.1.1.1", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2001:0:4136:e378::1", false)]
    public static void Special_addresses_are_not_public(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));

    /// <summary>The name was good when the webhook was set up; where it leads is looked at when it is connected to.</summary>
    [Fact]
    public static async Task A_name_that_leads_here_is_not_connected_to()
    {
        using var receiver = new WebhookReceiver();
        using var post = new WebhookPost(new WebhookSettings(), TimeProvider.System);
        Assert.Equal(new Posted("ADDRESS_REFUSED"), await PostAsync(post, receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        Assert.Equal(new Posted("ADDRESS_REFUSED"), await PostAsync(post, receiver.Url));
        Assert.Equal(0, receiver.Asked);
    }

    [Theory]
    [InlineData(200, null, null)]
    [InlineData(302, "HTTP_302", null)]
    [InlineData(404, "HTTP_404", null)]
    [InlineData(410, "HTTP_410", null)]
    [InlineData(429, "HTTP_429", 90)]
    [InlineData(500, "HTTP_500", null)]
    public static async Task An_answer_is_taken_as_it_is_and_never_followed(int status, string? fault, int? rest)
    {
        using var receiver = new WebhookReceiver { Answer = _ => Task.FromResult(status) };
        using var post = new WebhookPost(new WebhookSettings { Loopback = true }, TimeProvider.System);
        var posted = await PostAsync(post, receiver.Url);
        Assert.Equal(new Posted(fault, status, rest is { } seconds ? TimeSpan.FromSeconds(seconds) : null), posted);
        Assert.Equal(1, receiver.Asked);
    }

    [Fact]
    public static async Task Nobody_there_and_nobody_who_answers_are_told_apart()
    {
        var hangs = new TaskCompletionSource<int>();
        using var receiver = new WebhookReceiver { Answer = _ => hangs.Task };
        using var post = new WebhookPost(new WebhookSettings { Loopback = true, TimeoutSeconds = 1 }, TimeProvider.System);
        Assert.Equal(new Posted("TIMEOUT"), await PostAsync(post, receiver.Url));
        receiver.Dispose();
        Assert.Equal(new Posted("NO_CONNECTION"), await PostAsync(post, receiver.Url));
        hangs.SetResult(200);
    }

    private static Task<Posted> PostAsync(WebhookPost post, string url) =>
        post.SendAsync(url, new(Id("delivery")), "{}"u8.ToArray(), [WebhookSecrets.New()], TestContext.Current.CancellationToken);
}
