using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Scenarios.SignIn;

/// <summary>A sign-in server elsewhere: a discovery document, keys that come and go, and tokens of any kind.</summary>
internal sealed class FakeIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeIssuer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public RsaSecurityKey Key { get; private set; } = NewKey("k1");

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    public static async Task<FakeIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var issuer = new FakeIssuer(app);
        app.MapGet("/.well-known/openid-configuration", () => JsonSerializer.Serialize(new { issuer = issuer.Address, jwks_uri = $"{issuer.Address}/keys" }));
        app.MapGet("/keys", issuer.Keys);
        await app.StartAsync();
        return issuer;
    }

    /// <summary>From now on it signs with another key.</summary>
    public void Rotate(string kid) => Key = NewKey(kid);

    public string Token(string audience = "eldercare", string role = "district-office", SigningCredentials? signing = null, string? type = null, bool unsigned = false) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = true }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address,
            Audience = audience,
            TokenType = type,
            Claims = new Dictionary<string, object> { ["sub"] = "anna", ["roles"] = new[] { role }, ["district"] = CityUnderTest.District, ["azp"] = "their-app" },
            SigningCredentials = unsigned ? null : signing ?? new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Keys()
    {
        Asked++;
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(Key.Rsa.ExportParameters(false)) { KeyId = Key.KeyId });
        return JsonSerializer.Serialize(new { keys = new[] { new { kty = "RSA", use = "sig", kid = Key.KeyId, n = key.N, e = key.E } } });
    }

    private static RsaSecurityKey NewKey(string kid) => new(RSA.Create(2048)) { KeyId = kid };
}
