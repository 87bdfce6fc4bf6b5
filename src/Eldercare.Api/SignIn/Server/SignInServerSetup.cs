using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Pages;
using Eldercare.Api.SignIn.Trust;
using Microsoft.AspNetCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using OpenIddict.Abstractions;
using OpenIddict.Server;

namespace Eldercare.Api.SignIn.Server;

/// <summary>The sign-in server's two lines in the host; does nothing where none is configured.</summary>
public static class SignInServerSetup
{
    public const string Authorize = "/connect/authorize";
    public const string Token = "/connect/token";
    public const string Device = "/connect/device";
    public const string Verify = "/connect/verify";
    public const string Logout = "/connect/logout";
    public const string UserInfo = "/connect/userinfo";

    public static bool IsOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["SignIn:Server:Issuer"]);

    /// <summary>A device asked whether its code was typed by now, which it does every few seconds until it was: that guesses nothing.</summary>
    internal static bool IsPending(HttpContext http) => http.GetOpenIddictServerResponse()?.Error
        is OpenIddictConstants.Errors.AuthorizationPending or OpenIddictConstants.Errors.SlowDown;

    public static IServiceCollection AddSignInServer(this IServiceCollection services, IConfiguration configuration)
    {
        if (!IsOn(configuration)) return services;
        services.AddDbContext<SignInContext>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<KeyRing>();
        services.AddHostedService(p => p.GetRequiredService<KeyRing>());
        services.AddSingleton<Endings>();
        services.AddHostedService(p => p.GetRequiredService<Endings>());
        services.AddSingleton<ITokenTrust, OwnTokens>();
        services.AddSingleton<AccountBook>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SignInSteps>();
        services.AddSingleton<SignInPages>();
        services.AddSingleton<ServerKeys>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(p => p.GetRequiredService<ServerKeys>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(p => p.GetRequiredService<ServerKeys>());
        services.AddScoped<ClientBook>();
        services.AddScoped<Grants>();
        services.AddHostedService<SignInPruner>();
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<SignInContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris(Authorize).SetTokenEndpointUris(Token).SetRevocationEndpointUris("/connect/revoke")
                    .SetDeviceAuthorizationEndpointUris(Device).SetEndUserVerificationEndpointUris(Verify).SetEndSessionEndpointUris(Logout)
                    .SetUserInfoEndpointUris(UserInfo);
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.AllowClientCredentialsFlow().AllowRefreshTokenFlow().AllowDeviceAuthorizationFlow();
                // A bearer token is a signed JWT that anybody can check by the published keys.
                server.DisableAccessTokenEncryption();
                // Reuse of a refresh token ends the whole chain, at once and not after a grace.
                server.Configure(o =>
                {
                    o.RefreshTokenReuseLeeway = null;
                    // A challenge that is the verifier itself protects nothing (RFC 9700, 2.1.1).
                    o.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain);
                });
                server.RegisterScopes(OpenIddictConstants.Scopes.OfflineAccess, OpenIddictConstants.Scopes.Profile);
                server.RegisterClaims(
                    OpenIddictConstants.Claims.AuthenticationTime, OpenIddictConstants.Claims.Name, OpenIddictConstants.Claims.PreferredUsername, "roles", "district", "site", "elder");
                server.IgnoreScopePermissions().IgnoreAudiencePermissions().IgnoreResourcePermissions();
                server.AddEventHandler(RevokedChain.Descriptor);
                server.AddEventHandler(UsedTwice.Descriptor);
                server.AddEventHandler(GivenTooLate.Descriptor);
                server.UseAspNetCore()
                    // What the client cannot be told of, the person is, at a page of ours.
                    .EnableErrorPassthrough()
                    .EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().EnableEndUserVerificationEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough().EnableUserInfoEndpointPassthrough()
                    // TLS ends at the proxy; that people come over it is what the issuer's address says.
                    .DisableTransportSecurityRequirement();
            });
        return services;
    }

    public static WebApplication MapSignInServer(this WebApplication app)
    {
        if (!IsOn(app.Configuration)) return app;
        // Calls of the API are read by TokenReader: the scheme below would only cost them time.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/connect", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/.well-known", StringComparison.OrdinalIgnoreCase),
            branch => branch.UseMiddleware<PublicAddress>().UseAuthentication());
        app.MapMethods(Authorize, ["GET", "POST"], AuthorizeEndpoint.HandleAsync);
        app.MapPost(Token, TokenEndpoint.HandleAsync);
        app.MapMethods(Verify, ["GET", "POST"], DeviceEndpoint.HandleAsync);
        app.MapMethods(Logout, ["GET", "POST"], EndSessionEndpoint.HandleAsync);
        app.MapMethods(UserInfo, ["GET", "POST"], UserInfoEndpoint.HandleAsync);
        app.Services.GetRequiredService<SignInPages>().Map(app);
        return app;
    }

    /// <summary>The host may stand behind a proxy: the addresses it publishes begin with the issuer's, whatever the request names.</summary>
    private sealed class PublicAddress(RequestDelegate next, IOptions<SignInSettings> settings)
    {
        private readonly Uri _issuer = settings.Value.Server.Address();

        public Task InvokeAsync(HttpContext http)
        {
            http.Request.Scheme = _issuer.Scheme;
            http.Request.Host = HostString.FromUriComponent(_issuer);
            return next(http);
        }
    }

    /// <summary>Gives OpenIddict the settings and the keys that stand in the database, and again whenever they change.</summary>
    private sealed class ServerKeys(KeyRing ring, IOptions<SignInSettings> settings, TimeProvider clock)
        : IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>
    {
        public string? Name => Options.DefaultName;

        public Microsoft.Extensions.Primitives.IChangeToken GetChangeToken() => ring.Changed();

        public void Configure(OpenIddictServerOptions options)
        {
            var server = settings.Value.Server;
            options.Issuer = server.Address();
            options.TimeProvider = clock;
            options.AccessTokenLifetime = server.AccessLifetime;
            options.RefreshTokenLifetime = server.RefreshLifetime;
            options.AuthorizationCodeLifetime = TimeSpan.FromMinutes(2);
            options.DeviceCodeLifetime = options.UserCodeLifetime = TimeSpan.FromMinutes(10);
            foreach (var key in ring.Keys)
            {
                options.SigningCredentials.Add(new SigningCredentials(key.Key, SecurityAlgorithms.RsaSha256));
                options.EncryptionCredentials.Add(new EncryptingCredentials(
                    key.Encryption, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
            }
        }
    }
}
