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

    public ApiError(string code, string message)
        : base(message) => Code = code;

    public static ApiError Forbidden() => new(ForbiddenCode, "You may not do this, or not here.");

    public static ApiError Unauthenticated() => new(UnauthenticatedCode, "This needs a bearer token.");

    public static ApiError BadInput(string message) => new(BadInputCode, message);

    public static ApiError Limit(string message) => new(LimitCode, message);

    public static ApiError Overloaded() =>
        new ApiError(OverloadedCode, "Too many commands wait. Send the same again, with the same idempotency key, a little later.")
            .AddExtension("retryable", value: true);
}
