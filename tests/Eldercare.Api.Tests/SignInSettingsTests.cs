using System.Security.Cryptography;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TokenReader = Eldercare.Api.SignIn.TokenReader;

namespace Eldercare.Api.Tests;

public static class SignInSettingsTests
{
    [Theory]
    [InlineData("nistP256", SecurityAlgorithms.EcdsaSha256)]
    [InlineData("nistP384", SecurityAlgorithms.EcdsaSha384)]
    [InlineData("nistP521", SecurityAlgorithms.EcdsaSha512)]
    public static async Task Believes_a_sign_in_server_on_each_of_the_curves(string curve, string algorithm)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        var settings = new SignInSettings { PublicKey = key.ExportSubjectPublicKeyInfoPem() };
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.Issuer,
            Audience = settings.Audience,
            Expires = DateTime.UtcNow.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = "officer", ["roles"] = new[] { "city-office" } },
            SigningCredentials = new(new ECDsaSecurityKey(key), algorithm),
        });

        var caller = await new TokenReader(Options.Create(settings), TimeProvider.System).ReadAsync($"Bearer {token}");

        Assert.Equal("officer", caller?.Subject);
    }

    [Fact]
    public static void Refuses_a_curve_of_another_kind()
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        var settings = new SignInSettings { PublicKey = key.ExportSubjectPublicKeyInfoPem() };
        Assert.Throws<ArgumentException>(() => new TokenReader(Options.Create(settings), TimeProvider.System));
    }

    [Fact]
    public static async Task Takes_a_signing_key_of_any_length()
    {
        var settings = Options.Create(new SignInSettings { SigningKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(500)) });
        var token = new TokenIssuer(settings, TimeProvider.System).Issue(Role.CityOffice, "officer");
        Assert.Equal("officer", (await new TokenReader(settings, TimeProvider.System).ReadAsync($"Bearer {token}"))?.Subject);
    }
}
