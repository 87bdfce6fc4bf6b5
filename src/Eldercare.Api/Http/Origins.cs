using Eldercare.Api.GraphQL;

namespace Eldercare.Api.Http;

/// <summary>Where this host is for the client, so that links in answers can be opened as they are.</summary>
internal static class Origins
{
    /// <summary>Scheme and authority without a slash at the end: as configured, else as the request named the host.</summary>
    public static string Of(HttpRequest request, ApiSettings settings) =>
        settings.PublicAddress is { Length: > 0 } configured ? configured.TrimEnd('/') : $"{request.Scheme}://{request.Host.ToUriComponent()}";
}
