using System.Security.Cryptography;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Tests;

public static class PasswordTests
{
    [Fact]
    public static async Task A_hash_names_its_parameters_and_fits_its_password_alone()
    {
        var (one, two) = (await Passwords.HashAsync("correct horse"), await Passwords.HashAsync("correct horse"));
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", one, StringComparison.Ordinal);
        Assert.NotEqual(one, two);
        Assert.Equal((true, false), await Passwords.VerifyAsync(one, "correct horse"));
        Assert.Equal((false, false), await Passwords.VerifyAsync(one, "correct horsf"));
        Assert.Equal((false, false), await Passwords.VerifyAsync(null, "correct horse"));
        foreach (var impossible in (string[])["", new string('x', 129)]) Assert.Equal((false, false), await Passwords.VerifyAsync(one, impossible));
    }

    /// <summary>RFC 9106 leaves no vector with these lengths; this one is of the reference implementation, with less work than today's.</summary>
    [Fact]
    public static async Task A_password_hashed_with_less_work_is_right_and_to_be_hashed_anew() => Assert.Equal(
        (true, true),
        await Passwords.VerifyAsync("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password"));

    [Theory]
    [InlineData("short", PasswordFault.TooShort)]
    [InlineData("aaaaaaaaaaaaaaaa", PasswordFault.TooSimple)]
    [InlineData("my-WANG-password", PasswordFault.HoldsName)]
    [InlineData("a fine long password", null)]
    public static void A_password_of_one_s_own_is_long_and_not_the_name(string password, PasswordFault? fault) =>
        Assert.Equal(fault, Passwords.Fault(password, "wang"));

    [Fact]
    public static void A_sealed_secret_opens_for_what_it_was_sealed_for()
    {
        var box = Box(1);
        var sealed_ = box.Seal("secret"u8, "factor:a");
        Assert.Equal("secret"u8.ToArray(), box.Open(sealed_, "factor:a"));
        Assert.ThrowsAny<CryptographicException>(() => box.Open(sealed_, "factor:b"));
        Assert.ThrowsAny<CryptographicException>(() => Box(2).Open(sealed_, "factor:a"));
        sealed_[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => box.Open(sealed_, "factor:a"));
    }

    [Theory]
    [InlineData("http://meals.example.cn")]
    [InlineData("https://meals.example.cn/path")]
    [InlineData("https://user@meals.example.cn")]
    [InlineData("meals.example.cn")]
    public static void A_sign_in_server_has_a_safe_address(string issuer) =>
        Assert.Throws<InvalidOperationException>(() => new SignInServerSettings { Issuer = issuer }.Address());

    private static SecretBox Box(byte key) => new(Options.Create(new SignInSettings
    {
        Server = new SignInServerSettings { SecretKey = Convert.ToBase64String([.. Enumerable.Repeat(key, 32)]) },
    }));
}
