using System.Net;
using System.Net.Sockets;

namespace Eldercare.City.Webhooks;

/// <summary>
/// Addresses of the internet at large, by the registries of special ones (IANA; RFC 6890 and its updates): whoever may name an address to
/// be posted to must not reach what stands behind our own door.
/// </summary>
public static class PublicAddress
{
    private static readonly ImmutableArray<IPNetwork> s_special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    // Of the sixth version only global unicast is public, less what is set apart in it: Teredo, documentation, 6to4 and the like.
    private static readonly IPNetwork s_unicast = IPNetwork.Parse("2000::/3");

    private static readonly ImmutableArray<IPNetwork> s_specialUnicast =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(n => IPNetwork.Parse(n))];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !s_special.Any(n => n.Contains(address)),
            AddressFamily.InterNetworkV6 => s_unicast.Contains(address) && !s_specialUnicast.Any(n => n.Contains(address)),
            _ => false,
        };
    }
}
