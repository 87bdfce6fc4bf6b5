using System.Diagnostics;
using System.Text.RegularExpressions;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.Http;
using Eldercare.City.Messages;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>What a client is told of an error: a code of ours, never a type name or a stack trace.</summary>
/// <param name="services">Gives the schema, which is built after this.</param>
public sealed partial class ErrorInfos(IServiceProvider services) : IErrorInfoProvider
{
    private const int LongestMessage = 500, MostValues = 12;

    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        var error = executionError;
        var (code, words) = Describe(error);
        var language = ErrorLanguage.Of(error);
        var message = (error is ValidationError ? Clean(error.Message, error) : words).In(language);
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code };
        if (error is ValidationError { Number: { } rule }) extensions["rule"] = rule;
        if (error is ApiError { Extensions: { } more })
        {
            foreach (var (key, value) in more) extensions[key] = value;
        }

        if (IsFault(error)) extensions["traceId"] = Activity.Current?.TraceId.ToString();
        return new ErrorInfo { Message = message.Length > LongestMessage ? message[..LongestMessage] + "…" : message, Extensions = extensions };
    }

    /// <summary>The error is ours, not the client's.</summary>
    public static bool IsFault(ExecutionError error) => error is UnhandledError || CodeOf(error) is "INTERNAL";

    public static string CodeOf(ExecutionError error) => Describe(error).Code;

    private static (string Code, Words Words) Describe(ExecutionError error) => error switch
    {
        ApiError said => (error.Code!, said.Words),
        SyntaxError => ("SYNTAX_ERROR", English(error.Message)),
        TimeoutError => ("TIMEOUT", new(
            "处理超时。所提交的办理可能已经生效：请用同一个幂等键重新提交。",
            "The request took too long. A mutation may be carried out all the same: repeat it with its key.")),
        MutationOverGet => ("METHOD_NOT_ALLOWED", new("办理类操作请用 POST 提交。", error.Message)),
        ValidationError { Code: "INVALID_VALUE" or "INVALID_LITERAL" } => (ApiError.BadInputCode, English(error.Message)),
        ValidationError => (ApiError.NotValidCode, English(error.Message)),
        DocumentError or RequestError => (ApiError.BadRequestCode, English(error.Message)),
        _ => ("INTERNAL", new("系统出错，请将追踪编号（traceId）告知我们。", "Something failed on our side. Tell us the trace id.")),
    };

    /// <summary>For who writes documents: what the engine itself says of them it says in English.</summary>
    private static Words English(string message) => new(message, message);

    /// <summary>The engine names its own types when a value does not fit one, and not how values of it are written.</summary>
    private Words Clean(string message, ExecutionError error)
    {
        const string Expected = "Expected type '";
        var (cannot, expected) = (message.IndexOf("Unable to c", StringComparison.Ordinal), message.IndexOf(Expected, StringComparison.Ordinal));
        var bad = BadValueException.In(error)?.Words;
        if (cannot < 0 && expected < 0) return bad is null ? English(message) : new($"{Where(message)}{bad.Zh}", message);
        var type = cannot < 0 ? message[(expected + Expected.Length)..].Split('\'')[0]
            : message.TrimEnd('\'', '.').LastIndexOf('\'') is >= 0 and var quote ? message[(quote + 1)..].TrimEnd('\'', '.') : "";
        var how = HowWritten(type);
        return new($"{Where(message)}{(bad ?? how).Zh}", cannot < 0 ? $"{Shortened(message)} {how.En}" : message[..cannot] + how.En);
    }

    /// <summary>Which value, as the engine names it.</summary>
    private static string Where(string message) => Named().Match(message) is { Success: true } found ? $"{found.Groups["name"].Value}的值有误。" : "有一个值有误。";

    /// <summary>What was written may be long, and how it is written comes after it.</summary>
    private static string Shortened(string message) => message.Length > LongestMessage / 2 ? message[..(LongestMessage / 2)] + "…" : message;

    /// <param name="type">As the engine calls it, perhaps with marks of lists and of what must be there.</param>
    private Words HowWritten(string type)
    {
        var name = type.Trim('[', ']', '!');
        return services.GetRequiredService<EldercareSchema>().AllTypes[name] switch
        {
            IWrittenScalar scalar => scalar.Wrong(name),
            EnumerationGraphType values => OneOf(name, string.Join(", ", values.Values.Take(MostValues).Select(v => v.Name)), values.Values.Count > MostValues),
            null => new("这个值不合要求。", "The value does not fit."),
            _ => new($"这不是{name}。", $"This is not a {name}."),
        };
    }

    private static Words OneOf(string name, string values, bool more) => new(
        $"这不是{name}，请填其中之一：{values}{(more ? "……" : "。")}", $"This is not a {name}: write one of {values}{(more ? ", …." : ".")}");

    [GeneratedRegex("(Variable|[Aa]rgument) '(?<name>[^']{1,100})'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Named();
}

/// <summary>In which language an error is told: it is written long after the request is left.</summary>
internal static class ErrorLanguage
{
    private const string Key = "eldercare.language";

    public static ExecutionResult SayIn(this ExecutionResult result, Language language)
    {
        foreach (var error in result.Errors ?? []) error.Data[Key] = language;
        return result;
    }

    public static Language Of(ExecutionError error) => error.Data[Key] is Language language ? language : Language.English;
}
