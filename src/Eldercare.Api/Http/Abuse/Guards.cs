using System.Net;
using Eldercare.Api.GraphQL;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Http.Abuse;

/// <summary>What stands before everything that answers.</summary>
public static class Guards
{
    private const int MostConnections = 10_000, MostHeaders = 64, MostHeaderBytes = 24 * 1024;

    public static IServiceCollection AddGuards(this IServiceCollection services)
    {
        services.AddSingleton<ClientQuotas>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiSettings>>((kestrel, api) =>
        {
            kestrel.AddServerHeader = false;
            var (limits, patience) = (kestrel.Limits, api.Value.Patience);
            (limits.MaxConcurrentConnections, limits.MaxConcurrentUpgradedConnections) = (MostConnections, MostConnections);
            (limits.MaxRequestHeaderCount, limits.MaxRequestHeadersTotalSize) = (MostHeaders, MostHeaderBytes);
            // A byte more, so that the door can say itself what is too large.
            limits.MaxRequestBodySize = api.Value.MaxRequestBytes + 1;
            limits.RequestHeadersTimeout = patience.Headers;
            limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            limits.MinRequestBodyDataRate = new MinDataRate(patience.BytesPerSecond, patience.Grace);
            limits.MinResponseDataRate = new MinDataRate(patience.BytesPerSecond, patience.Grace);
        });
        return services;
    }

    /// <exception cref="FormatException">A proxy in the settings is no address and no network.</exception>
    public static WebApplication UseGuards(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IOptions<ApiSettings>>().Value;
        if (settings.TrustedProxies.Length > 0) app.UseForwardedHeaders(Forwarded(settings.TrustedProxies));
        app.UseMiddleware<SafeHeaders>();
        app.UseMiddleware<ClientGate>();
        app.UseMiddleware<LongestAnswer>();
        return app;
    }

    /// <summary>Only what these say of where a request came from is believed: anybody can write the header.</summary>
    private static ForwardedHeadersOptions Forwarded(string[] proxies)
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = proxies.Length,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (proxy.Contains('/', StringComparison.Ordinal)) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        return options;
    }
}
