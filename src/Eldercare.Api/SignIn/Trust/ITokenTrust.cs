using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.SignIn.Trust;

/// <summary>An issuer whose tokens are believed: by which keys, and how long.</summary>
public interface ITokenTrust
{
    /// <summary>Whether a token that says it comes from there is this one's to check. The keys of one issuer never count for another.</summary>
    bool Issues(string issuer);

    /// <summary>By what rules; null when they cannot be had now, and then nothing is believed.</summary>
    ValueTask<TokenValidationParameters?> RulesAsync(JsonWebToken token);

    /// <summary>The caller this issuer may speak of; null for nobody.</summary>
    Caller? Of(Caller caller) => caller;

    /// <summary>Whether a token, good by its signature and its time, has ended before: asked at every call, so without waiting.</summary>
    bool HasEnded(JsonWebToken token) => false;

    /// <summary>How long a token that was checked need not be checked again.</summary>
    TimeSpan Remembered => TimeSpan.MaxValue;
}
