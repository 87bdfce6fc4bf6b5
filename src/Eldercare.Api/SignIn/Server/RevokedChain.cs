using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Eldercare.Api.SignIn.Server;

/// <summary>Who revokes one token of a sign-in ends all of it: the access token that lives on for minutes too (RFC 7009, 2.1).</summary>
public sealed class RevokedChain(IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations)
    : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleRevocationRequestContext>()
            .UseScopedHandler<RevokedChain>()
            .SetOrder(int.MaxValue - 100_000)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public async ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        if (context.IsRejected || context.GenericTokenPrincipal?.GetAuthorizationId() is not { Length: > 0 } id) return;
        await EndAsync(id, tokens, authorizations, context.CancellationToken);
    }

    /// <summary>Ends an authorization and every token that came of it.</summary>
    internal static async Task EndAsync(
        string authorization, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations, CancellationToken stop)
    {
        if (await authorizations.FindByIdAsync(authorization, stop) is { } found) await authorizations.TryRevokeAsync(found, stop);
        await tokens.RevokeByAuthorizationIdAsync(authorization, stop);
    }
}
