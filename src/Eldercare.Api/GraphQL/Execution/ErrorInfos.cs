using System.Diagnostics;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>What a client is told of an error: a code of ours, never a type name or a stack trace.</summary>
public sealed class ErrorInfos : IErrorInfoProvider
{
    private const int LongestMessage = 300;

    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        var error = executionError;
        var (code, message) = Describe(error);
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

    private static (string Code, string Message) Describe(ExecutionError error) => error switch
    {
        ApiError => (error.Code!, error.Message),
        SyntaxError => ("SYNTAX_ERROR", error.Message),
        TimeoutError => ("TIMEOUT", "The request took too long. A mutation may be carried out all the same: repeat it with its key."),
        MutationOverGet => ("METHOD_NOT_ALLOWED", error.Message),
        ValidationError { Code: "INVALID_VALUE" or "INVALID_LITERAL" } => (ApiError.BadInputCode, Clean(error.Message)),
        ValidationError => ("VALIDATION_FAILED", error.Message),
        DocumentError or RequestError => (ApiError.BadRequestCode, error.Message),
        _ => ("INTERNAL", "Something failed on our side. Tell us the trace id."),
    };

    /// <summary>The engine names its own types when a value does not fit one.</summary>
    private static string Clean(string message)
    {
        var at = message.IndexOf("Unable to c", StringComparison.Ordinal);
        if (at < 0) return message;
        var type = message.LastIndexOf("scalar type '", StringComparison.Ordinal);
        return message[..at] + (type >= 0 ? "This is not a " + message[(type + 13)..].Split('\'')[0] + "." : "The value does not fit.");
    }
}
