using System.Security.Cryptography;
using System.Text.Json;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Eldercare.Api.SignIn.Server;

/// <summary>What a client may do without anybody who signed in.</summary>
/// <param name="Roles">As named in tokens, blank separated.</param>
/// <param name="District">For a district's system.</param>
/// <param name="Site">For a system of one meal point or home.</param>
public sealed record ClientRights(string Roles, string? District = null, Guid? Site = null);

/// <summary>What kind of program a client is.</summary>
public enum ClientKind
{
    /// <summary>A web page or an app: a code with PKCE, no secret. Without a port, a redirect to this machine may have any.</summary>
    App,

    /// <summary>A server of a district: its own secret, and rights of its own.</summary>
    System,

    /// <summary>A tablet that shows a code to be typed elsewhere.</summary>
    Device,
}

/// <summary>A client, as a list shows it.</summary>
public sealed record ClientEntry(string Id, ClientKind Kind, string? Name, ImmutableArray<string> Redirects, ClientRights? Rights);

/// <summary>The clients of the sign-in server.</summary>
public sealed class ClientBook(IOpenIddictApplicationManager applications, IOpenIddictTokenManager tokens)
{
    private const string Rights = "eldercare_rights";

    public async Task<bool> HasAsync(string id, CancellationToken stop) => await applications.FindByClientIdAsync(id, stop) is not null;

    /// <returns>The secret of a system, shown this once; null for the others, and when the client was there already.</returns>
    public async Task<string?> AddAsync(
        string id, string name, ClientKind kind, IEnumerable<Uri> redirects, ClientRights? rights, CancellationToken stop, string? secret = null)
    {
        if (await applications.FindByClientIdAsync(id, stop) is not null) return null;
        if (kind == ClientKind.System) secret ??= NewSecret();
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            DisplayName = name,
            ConsentType = ConsentTypes.Implicit,
            ClientType = kind == ClientKind.System ? ClientTypes.Confidential : ClientTypes.Public,
            ApplicationType = kind == ClientKind.App ? ApplicationTypes.Native : ApplicationTypes.Web,
            ClientSecret = kind == ClientKind.System ? secret : null,
        };
        client.Permissions.UnionWith([Permissions.Endpoints.Token, Permissions.Endpoints.Revocation]);
        client.Permissions.UnionWith(kind switch
        {
            ClientKind.System => [Permissions.GrantTypes.ClientCredentials],
            ClientKind.Device => [Permissions.Endpoints.DeviceAuthorization, Permissions.GrantTypes.DeviceCode, Permissions.GrantTypes.RefreshToken],
            _ => (string[])
            [
                Permissions.Endpoints.Authorization, Permissions.Endpoints.EndSession, Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
            ],
        });
        foreach (var redirect in redirects)
        {
            client.RedirectUris.Add(redirect);
            client.PostLogoutRedirectUris.Add(redirect);
        }

        if (rights is not null) client.Properties[Rights] = JsonSerializer.SerializeToElement(rights);
        await applications.CreateAsync(client, stop);
        return kind == ClientKind.System ? secret : null;
    }

    /// <summary>Removes a client with all of its tokens; false when there is none.</summary>
    public async Task<bool> RemoveAsync(string id, CancellationToken stop)
    {
        if (await applications.FindByClientIdAsync(id, stop) is not { } client) return false;
        await applications.DeleteAsync(client, stop);
        return true;
    }

    public async Task<IReadOnlyList<ClientEntry>> ListAsync(CancellationToken stop)
    {
        var found = new List<ClientEntry>();
        // Each is asked about while the list is read: all of it first.
        foreach (var client in await applications.ListAsync(count: null, offset: null, stop).ToListAsync(stop))
            found.Add(new ClientEntry(
                (await applications.GetClientIdAsync(client, stop))!, await KindAsync(client, stop), await applications.GetDisplayNameAsync(client, stop),
                await applications.GetRedirectUrisAsync(client, stop), await RightsAsync(client, stop)));
        return found;
    }

    /// <summary>Another secret for a system; the former one and what it was given by it are good no more.</summary>
    /// <returns>It, shown this once; null when there is no such system.</returns>
    public async Task<string?> RenewSecretAsync(string id, CancellationToken stop)
    {
        if (await applications.FindByClientIdAsync(id, stop) is not { } client || await KindAsync(client, stop) != ClientKind.System) return null;
        var secret = NewSecret();
        await applications.UpdateAsync(client, secret, stop);
        await tokens.RevokeByApplicationIdAsync((await applications.GetIdAsync(client, stop))!, stop);
        return secret;
    }

    /// <summary>What the client may do by itself; null when nothing.</summary>
    public async Task<ClientRights?> RightsAsync(string id, CancellationToken stop) =>
        await applications.FindByClientIdAsync(id, stop) is { } client ? await RightsAsync(client, stop) : null;

    private async Task<ClientRights?> RightsAsync(object client, CancellationToken stop) =>
        (await applications.GetPropertiesAsync(client, stop)).TryGetValue(Rights, out var rights) ? rights.Deserialize<ClientRights>() : null;

    private async Task<ClientKind> KindAsync(object client, CancellationToken stop) =>
        await applications.HasClientTypeAsync(client, ClientTypes.Confidential, stop) ? ClientKind.System
        : await applications.HasPermissionAsync(client, Permissions.Endpoints.DeviceAuthorization, stop) ? ClientKind.Device
        : ClientKind.App;

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
