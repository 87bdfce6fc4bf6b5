using Eldercare.Api.Fhir;
using Eldercare.Api.GraphQL;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Http;

/// <summary>What is HTTP's own in front of everything that answers: pages of other addresses, compression, addresses where nothing is.</summary>
public static class HttpRules
{
    /// <summary>
    /// Only here: nothing below these goes by a cookie, so that no page of another address can have an answer made for somebody and measure its
    /// length (BREACH). Sign-in, which goes by one, is never compressed.
    /// </summary>
    private static readonly PathString[] s_compressed = [ApiSetup.Path, GraphiQLPage.FilesPath, FhirEndpoint.Path, "/exports"];

    private static readonly string[] s_types =
    [
        Negotiation.GraphQL, Negotiation.Json, "application/fhir+json", "application/x-ndjson", "application/fhir+ndjson", "application/problem+json",
        "text/csv", "text/html", "text/css", "text/javascript", "font/ttf",
    ];

    public static IServiceCollection AddHttpRules(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.AddCors();
        services.AddSingleton<IResponseCompressionProvider, AnswerCompression>();
        services.AddResponseCompression(options =>
        {
            (options.EnableForHttps, options.MimeTypes) = (true, s_types);
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.AddSingleton<AnswerWriter>();
        services.AddSingleton<GraphiQLPage>();
        // Twice what we take, so that we can say ourselves what is too long; a still longer one gets the server's own 414.
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ApiSettings>>(
            (kestrel, api) => kestrel.Limits.MaxRequestLineSize = Math.Max(16 * 1024, 2 * api.Value.MaxUrlCharacters));
        return services;
    }

    /// <exception cref="SettingsFaultException">The settings name an origin that is none.</exception>
    public static WebApplication UseHttpRules(this WebApplication app)
    {
        var cors = app.Services.GetRequiredService<IOptions<ApiSettings>>().Value.Cors;
        try
        {
            if (cors.Origins.Length > 0) app.UseCors(cors.Allow);
        }
        catch (FormatException fault)
        {
            throw new SettingsFaultException(fault.Message, fault);
        }

        app.UseWhen(http => Array.Exists(s_compressed, path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)), http => http.UseResponseCompression());
        app.UseStatusCodePages();
        return app;
    }
}
