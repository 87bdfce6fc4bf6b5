using Eldercare.Api.GraphQL;
using Eldercare.City.Messages;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eldercare.Api.Http;

/// <summary>In which of its two languages a message is answered (RFC 9110, 12.5.4): what <c>Accept-Language</c> prefers, else the host's own.</summary>
public static class Languages
{
    /// <summary>The tag in <c>Content-Language</c>.</summary>
    public static string TagOf(Language language) => language == Language.Chinese ? "zh-CN" : "en";

    public static string In(this Words words, Language language) => language == Language.Chinese ? words.Zh : words.En;

    /// <summary>Every Chinese tag (<c>zh</c>, <c>zh-CN</c>, <c>zh-Hant-TW</c>) is Chinese, every English one English; null for any other.</summary>
    public static Language? Of(string tag) => Primary(tag) switch
    {
        var p when p.Equals("zh", StringComparison.OrdinalIgnoreCase) => Language.Chinese,
        var p when p.Equals("en", StringComparison.OrdinalIgnoreCase) => Language.English,
        _ => null,
    };

    /// <summary>The language of the answers to a request.</summary>
    public static Language MessageLanguage(this HttpContext http) => Choose(
        http.Request.Headers.AcceptLanguage, http.RequestServices.GetRequiredService<IOptions<ApiSettings>>().Value.MessageLanguage());

    /// <summary>Says in which language the answer is, and that it depends on the wish.</summary>
    public static void SaysIn(this HttpResponse response, Language language)
    {
        response.Headers.ContentLanguage = TagOf(language);
        if (!response.Headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.AcceptLanguage, StringComparer.OrdinalIgnoreCase))
            response.Headers.AppendCommaSeparatedValues(HeaderNames.Vary, HeaderNames.AcceptLanguage);
    }

    /// <param name="accepted">The header; what in it cannot be read is passed over, for a wish is no demand.</param>
    /// <param name="own">For whoever has no wish, or one that neither language fulfils.</param>
    public static Language Choose(StringValues accepted, Language own)
    {
        if (accepted.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accepted!, out var wishes)) return own;
        var (chinese, english) = (Wish(wishes, Language.Chinese), Wish(wishes, Language.English));
        return chinese.Quality.CompareTo(english.Quality) switch
        {
            > 0 => Language.Chinese,
            < 0 => Language.English,
            // As much wanted as the other: the one that is named first.
            _ when chinese.Quality > 0 && chinese.At != english.At => chinese.At < english.At ? Language.Chinese : Language.English,
            _ => own,
        };
    }

    /// <summary>How much a language is wanted, and where that is said: less than nothing where it is not to be, nothing where nobody says so.</summary>
    private static (double Quality, int At) Wish(IList<StringWithQualityHeaderValue> wishes, Language language)
    {
        var (named, any, at) = (default(double?), 0.0, int.MaxValue);
        for (var i = 0; i < wishes.Count; i++)
        {
            var quality = wishes[i].Quality is 0 ? -1 : wishes[i].Quality ?? 1;
            if (wishes[i].Value == "*") any = quality;
            if (Of(wishes[i].Value.ToString()) == language && !(quality <= named)) (named, at) = (quality, i);
        }

        return (named ?? any, at);
    }

    private static ReadOnlySpan<char> Primary(string tag) => tag.IndexOf('-', StringComparison.Ordinal) is >= 0 and var dash ? tag.AsSpan(0, dash) : tag;
}
