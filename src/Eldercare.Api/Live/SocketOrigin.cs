namespace Eldercare.Api.Live;

/// <summary>
/// Browsers open WebSockets to any host and say only where the page is from. Programs say nothing; pages of this host and of those that are
/// configured are let in.
/// </summary>
internal static class SocketOrigin
{
    public static bool Allows(HttpRequest request, IReadOnlyCollection<string> configured)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0) return true;
        if (origin.Count > 1 || !Uri.TryCreate(origin[0], UriKind.Absolute, out var from)) return false;
        return string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            || configured.Contains(origin[0]!.TrimEnd('/'), StringComparer.OrdinalIgnoreCase);
    }
}
