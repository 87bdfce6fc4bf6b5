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
    public const string NotValidCode = "VALIDATION_FAILED";
    public const string RateLimitedCode = "RATE_LIMITED";
    public const string AfterTooOldCode = "AFTER_TOO_OLD";
    public const string TooSlowCode = "TOO_SLOW";

    /// <summary>The host runs documents of its manifests only, and this is none of them.</summary>
    public const string NotTrustedCode = "DOCUMENT_NOT_TRUSTED";

    /// <summary>A document was named that nobody has sent yet; Apollo's clients know it by this code.</summary>
    public const string UnknownDocumentCode = "PERSISTED_QUERY_NOT_FOUND";

    public ApiError(string code, Words words)
        : base(words.En) => (Code, Words) = (code, words);

    /// <summary>What a person is told; which language, the request says.</summary>
    public Words Words { get; }

    /// <summary>At a field that is for these roles, or not within their reach.</summary>
    public static ApiError Forbidden(IResolveFieldContext context, Role allowed) =>
        Forbidden(context.Request().Caller, allowed, ForbiddenText.NamesOf(context.FieldDefinition));

    public static ApiError Forbidden(Caller caller, Role allowed, params IReadOnlyCollection<string> names) =>
        new(ForbiddenCode, ForbiddenText.Of(caller, allowed, names));

    public static ApiError Unauthenticated() => new(UnauthenticatedCode, new("请先登录：此项需要访问令牌。", "This needs a bearer token."));

    public static ApiError BadInput(string zh, string en) => new(BadInputCode, new(zh, en));

    /// <param name="what">The field, or what of the request.</param>
    /// <param name="limit">How much is allowed.</param>
    /// <param name="asked">How much it was; null when nobody counted to the end.</param>
    /// <param name="words">What is allowed, and what this was.</param>
    public static ApiError Limit(string what, long limit, long? asked, Words words)
    {
        var error = new ApiError(LimitCode, new($"超出限制（{what}）：{words.Zh}", $"{what}: {words.En}"));
        error.AddExtension("what", what).AddExtension("limit", limit);
        if (asked is { } number) error.AddExtension("asked", number);
        return error;
    }

    /// <summary>What was read is not shown; a mutation of the request was carried out all the same.</summary>
    public static ApiError NotRecorded() =>
        new ApiError(OverloadedCode, new(
                "查阅个人档案须有记录，而这次未能记录，因此不予显示。请稍后重新提交；修改类操作请用同一个幂等键。",
                "Who reads of a person's file is recorded, and that failed: nothing is shown. Send the same again a little later, a mutation with its key."))
            .AddExtension("retryable", value: true);

    /// <param name="wait">After how long there is room again.</param>
    public static ApiError RateLimited(TimeSpan wait)
    {
        var seconds = (long)Math.Ceiling(Math.Max(wait.TotalSeconds, 1));
        var error = new ApiError(RateLimitedCode, new($"请求过于频繁，请{seconds}秒后再试。", $"Too many requests. There is room again in {seconds} s."));
        error.AddExtension("retryable", value: true).AddExtension("retryAfter", seconds);
        return error;
    }

    public static ApiError Overloaded() =>
        new ApiError(OverloadedCode, new(
                "系统繁忙，请稍后用同一个幂等键重新提交。",
                "Too many commands wait. Send the same again, with the same idempotency key, a little later."))
            .AddExtension("retryable", value: true);
}
