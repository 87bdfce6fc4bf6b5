using Npgsql;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace Eldercare.Api.SignIn.Server;

/// <summary>
/// A code, an app's or a device's, or a refresh token that was used before ends the whole sign-in (RFC 9700, 4.14.2). OpenIddict revokes the tokens there are, which leaves
/// those of whoever is being given some at this moment, at this host or another: the authorization ends too.
/// </summary>
public sealed class UsedTwice(IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenContext>()
        .UseScopedHandler<UsedTwice>().SetOrder(ValidateTokenEntry.Descriptor.Order - 500).SetType(OpenIddictServerHandlerType.Custom).Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context is not { TokenId: { Length: > 0 } id, AuthorizationId: { Length: > 0 } chain }) return;
        if (await tokens.FindByIdAsync(id, context.CancellationToken) is not { } token
            || !await tokens.HasStatusAsync(token, OpenIddictConstants.Statuses.Redeemed, context.CancellationToken))
            return;
        // Whoever types a code once more, or taps yes twice, gains nothing by it: that ends no sign-in.
        if (await tokens.HasTypeAsync(token, OpenIddictConstants.TokenTypeIdentifiers.Private.UserCode, context.CancellationToken))
            context.Reject(OpenIddictConstants.Errors.InvalidToken, "The code was used before.");
        else
            await RevokedChain.EndAsync(chain, tokens, authorizations, context.CancellationToken);
    }
}

/// <summary>What was given while its sign-in ended ends with it: whoever ends one revokes the tokens there are, and these were not there yet.</summary>
public sealed class GivenTooLate(NpgsqlDataSource database, IOpenIddictTokenManager tokens) : IOpenIddictServerHandler<ProcessSignInContext>
{
    /// <summary>Behind the making of the tokens, and before the answer.</summary>
    private const int Order = 300_000;

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessSignInContext>()
        .UseScopedHandler<GivenTooLate>().SetOrder(Order).SetType(OpenIddictServerHandlerType.Custom).Build();

    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.Principal?.GetAuthorizationId() is not { Length: > 0 } chain) return;
        // Asked of the database: OpenIddict remembers for a request what it was.
        await using var command = database.CreateCommand("select status from signin.authorizations where id = $1");
        command.Parameters.AddWithValue(chain);
        if (await command.ExecuteScalarAsync(context.CancellationToken) is not OpenIddictConstants.Statuses.Valid)
            await tokens.RevokeByAuthorizationIdAsync(chain, context.CancellationToken);
    }
}
