using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Eldercare.Api.Hosting;

/// <summary>
/// The certificate of the files that the section <c>Kestrel:Certificates:Default</c> names, as they are by now: when they are replaced, connections from then on get
/// the new one. Files that do not belong together, as while they are being replaced, are passed over until they do.
/// </summary>
public sealed partial class RenewedCertificate(string certificate, string key, TimeProvider clock, ILogger<RenewedCertificate> log)
{
    /// <summary>How often it is looked whether the files are others.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private SslStreamCertificateContext? _current;
    private (DateTime, DateTime) _written;
    private long? _looked;
    private bool _told;

    /// <summary>The certificate with its chain; null when the files never held one.</summary>
    public SslStreamCertificateContext? Current()
    {
        lock (_gate)
        {
            if (_looked is { } looked && clock.GetElapsedTime(looked) < LookEvery) return _current;
            _looked = clock.GetTimestamp();
            try
            {
                var written = (WrittenAt(certificate), WrittenAt(key));
                if (written == _written) return _current;
                var (renews, context) = (_current is not null, Read());
                (_current, _written, _told) = (context, written, false);
                if (renews) Renewed(log, context.TargetCertificate.NotAfter);
            }
            catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                // Looked at again in a moment, until they can be read.
                if (!_told) Unreadable(log, fault.GetType().Name);
                _told = true;
            }

            return _current;
        }
    }

    /// <summary>Of what a link leads to in the end: a secret of Kubernetes is a link that stays, to one that is turned.</summary>
    private static DateTime WrittenAt(string path) => (File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)).LastWriteTimeUtc;

    private SslStreamCertificateContext Read()
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificate);
        // The first is the leaf itself. Nothing is fetched from elsewhere: the file has the chain.
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(certificate, key), [.. chain.Skip(1)], offline: true);
    }

    [LoggerMessage(LogLevel.Information, "The certificate was renewed; it is good until {Until}.")]
    private static partial void Renewed(ILogger log, DateTime until);

    [LoggerMessage(LogLevel.Warning, "The new certificate and its key cannot be read ({Fault}): the one before stays.")]
    private static partial void Unreadable(ILogger log, string fault);
}

/// <summary>Has the server use it.</summary>
public static class CertificateRenewal
{
    public static void AddCertificateRenewal(this WebApplicationBuilder builder)
    {
        var files = builder.Configuration.GetSection("Kestrel:Certificates:Default");
        if (files["Path"] is not { Length: > 0 } certificate || files["KeyPath"] is not { Length: > 0 } key) return;
        builder.Services.AddSingleton(p => new RenewedCertificate(
            certificate, key, p.GetService<TimeProvider>() ?? TimeProvider.System, p.GetRequiredService<ILogger<RenewedCertificate>>()));
        builder.Services.AddOptions<KestrelServerOptions>().Configure<RenewedCertificate>((kestrel, renewed) => kestrel.ConfigureHttpsDefaults(https =>
            https.OnAuthenticate = (_, handshake) =>
            {
                if (renewed.Current() is { } current) handshake.ServerCertificateContext = current;
            }));
    }
}
