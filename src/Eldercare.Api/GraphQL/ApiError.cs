using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using GraphQL;

namespace Eldercare.Api.GraphQL;

/// <summary>A GraphQL error a client can act on, told apart by its code.</summary>
public sealed class ApiError : ExecutionError
{
    public const string ForbiddenCode = "FORBIDDEN";
    public const string UnauthenticatedCode = "UNAUTHENTICATED";
    public const string OverloadedCode = "OVERLOADED";
    public const string BadInputCode = "BAD_INPUT";
    public const string LimitCode = "LIMIT_EXCEEDED";
    public const string BadRequestCode = "BAD_REQUEST";
    public const string AfterTooOldCode = "AFTER_TOO_OLD";
    public const string TooSlowCode = "TOO_SLOW";

    public ApiError(string code, string message)
        : base(message) => Code = code;

    /// <summary>At a field that is for these roles, or not within their reach.</summary>
    public static ApiError Forbidden(IResolveFieldContext context, Role allowed) =>
        Forbidden(context.Request().Caller, allowed, ForbiddenText.NamesOf(context.FieldDefinition));

    public static ApiError Forbidden(Caller caller, Role allowed, params IReadOnlyCollection<string> names) =>
        new(ForbiddenCode, ForbiddenText.Of(caller, allowed, names));

    public static ApiError Unauthenticated() => new(UnauthenticatedCode, "This needs a bearer token.");

    public static ApiError BadInput(string message) => new(BadInputCode, message);

    /// <param name="what">The field, or what of the request.</param>
    /// <param name="limit">How much is allowed.</param>
    /// <param name="asked">How much it was; null when nobody counted to the end.</param>
    /// <param name="message">In words.</param>
    public static ApiError Limit(string what, long limit, long? asked, string message)
    {
        var error = new ApiError(LimitCode, $"{what}: {message}");
        error.AddExtension("what", what).AddExtension("limit", limit);
        if (asked is { } number) error.AddExtension("asked", number);
        return error;
    }

    public static ApiError Overloaded() =>
        new ApiError(OverloadedCode, "Too many commands wait. Send the same again, with the same idempotency key, a little later.")
            .AddExtension("retryable", value: true);
}
