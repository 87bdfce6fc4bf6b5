using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Eldercare.Api.Commands;
using Eldercare.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Eldercare.Api.Tests.Hosting;

/// <summary>How <c>serve</c> speaks HTTP/2: with a certificate by itself, or in the clear to a proxy that speaks nothing else.</summary>
public sealed class HttpVersionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eldercare-tls").FullName;

    [Theory]
    [InlineData("2.0")]
    [InlineData("1.1")]
    public async Task With_a_certificate_it_speaks_both_and_sends_the_chain(string version)
    {
        var (certificate, key) = Certificates();
        await using var host = await StartAsync("https://127.0.0.1:0", ServeCommand.Tls("https://127.0.0.1:0", certificate, key));
        var sent = new List<string>();
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, leaf, chain, _) =>
                {
                    sent.Add(leaf!.Subject);
                    sent.AddRange(chain!.ChainPolicy.ExtraStore.Select(c => c.Subject));
                    return true;
                },
            },
        });
        Assert.Equal(version, await VersionAsync(client, host, version));
        Assert.Equal(["CN=localhost", "CN=Between"], sent.Distinct());
    }

    /// <summary>Files are replaced one after the other: between the two they do not belong together, and the old certificate stays.</summary>
    [Fact]
    public async Task A_certificate_that_is_renewed_is_taken_up_while_it_runs()
    {
        var (certificate, key) = Certificates();
        await using var host = await StartAsync("https://127.0.0.1:0", ServeCommand.Tls("https://127.0.0.1:0", certificate, key));
        var first = await SerialAsync(host);
        var (old, oldKey) = (await File.ReadAllTextAsync(certificate), await File.ReadAllTextAsync(key));
        Certificates(serial: 3);
        var (renewed, renewedKey) = (await File.ReadAllTextAsync(certificate), await File.ReadAllTextAsync(key));
        await File.WriteAllTextAsync(key, oldKey);
        await Task.Delay(RenewedCertificate.LookEvery * 1.1, TestContext.Current.CancellationToken);
        Assert.Equal(("02", "02"), (first, await SerialAsync(host)));
        await File.WriteAllTextAsync(key, renewedKey);
        await Task.Delay(RenewedCertificate.LookEvery * 1.1, TestContext.Current.CancellationToken);
        Assert.Equal("03", await SerialAsync(host));
        Assert.NotEqual(old, renewed);
    }

    [Fact]
    public async Task In_the_clear_it_speaks_HTTP_1_and_as_configured_HTTP_2()
    {
        await using var plain = await StartAsync("http://127.0.0.1:0", []);
        await using var two = await StartAsync("http://127.0.0.1:0", [new("Kestrel:EndpointDefaults:Protocols", "Http2")]);
        using var client = new HttpClient();
        Assert.Equal("1.1", await VersionAsync(client, plain, "1.1"));
        Assert.Equal("2.0", await VersionAsync(client, two, "2.0"));
    }

    [Fact]
    public void Half_a_certificate_or_none_is_told_in_a_line()
    {
        var (certificate, key) = Certificates();
        Assert.Throws<UserFaultException>(() => ServeCommand.Tls("https://0.0.0.0:5443", null, null));
        Assert.Throws<UserFaultException>(() => ServeCommand.Tls("https://0.0.0.0:5443", certificate, null));
        Assert.Throws<UserFaultException>(() => ServeCommand.Tls("https://0.0.0.0:5443", certificate, key + ".gone"));
        Assert.Empty(ServeCommand.Tls("http://0.0.0.0:5080", null, null));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Of the leaf that a new connection gets, with its chain.</summary>
    private static async Task<string> SerialAsync(WebApplication host)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(host.Urls.First()).Port, TestContext.Current.CancellationToken);
        var sent = 0;
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, chain, _) => (sent = chain!.ChainPolicy.ExtraStore.Count) > 0);
        await tls.AuthenticateAsClientAsync("localhost");
        Assert.InRange(sent, 1, 2);
        return tls.RemoteCertificate!.GetSerialNumberString();
    }

    private static async Task<string> VersionAsync(HttpClient client, WebApplication host, string version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Urls.First())
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Version.ToString();
    }

    private static async Task<WebApplication> StartAsync(string urls, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls(urls);
        builder.AddCertificateRenewal();
        var app = builder.Build();
        app.MapGet("/", () => Results.Ok());
        await app.StartAsync();
        return app;
    }

    /// <summary>A leaf, and who signed it but is no root, in one file as authorities send them.</summary>
    private (string Certificate, string Key) Certificates(byte serial = 2)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (now, later) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(10));
        using var root = Authority("CN=Root", rootKey).CreateSelfSigned(now, later);
        using var between = Authority("CN=Between", betweenKey).Create(root, now, later, [1]);
        using var issuer = between.CopyWithPrivateKey(betweenKey);
        using var leaf = new CertificateRequest("CN=localhost", leafKey, HashAlgorithmName.SHA256).Create(issuer, now, later, [serial]);
        var (certificate, key) = (Path.Combine(_folder, "chain.pem"), Path.Combine(_folder, "key.pem"));
        File.WriteAllText(certificate, leaf.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem() + "\n");
        File.WriteAllText(key, leafKey.ExportPkcs8PrivateKeyPem());
        return (certificate, key);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }
}
