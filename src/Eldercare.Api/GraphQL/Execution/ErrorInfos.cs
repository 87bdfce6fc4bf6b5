using System.Diagnostics;
using Eldercare.Api.GraphQL.Scalars;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>What a client is told of an error: a code of ours, never a type name or a stack trace.</summary>
/// <param name="services">Gives the schema, which is built after this.</param>
public sealed class ErrorInfos(IServiceProvider services) : IErrorInfoProvider
{
    private const int LongestMessage = 300, MostValues = 12;

    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        var error = executionError;
        var (code, message) = Describe(error);
        if (error is ValidationError) message = Clean(message);
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
        ValidationError { Code: "INVALID_VALUE" or "INVALID_LITERAL" } => (ApiError.BadInputCode, error.Message),
        ValidationError => (ApiError.NotValidCode, error.Message),
        DocumentError or RequestError => (ApiError.BadRequestCode, error.Message),
        _ => ("INTERNAL", "Something failed on our side. Tell us the trace id."),
    };

    /// <summary>The engine names its own types when a value does not fit one, and not how values of it are written.</summary>
    private string Clean(string message)
    {
        const string Expected = "Expected type '";
        var (cannot, expected) = (message.IndexOf("Unable to c", StringComparison.Ordinal), message.IndexOf(Expected, StringComparison.Ordinal));
        return (cannot, expected) switch
        {
            ( >= 0, _) => message[..cannot] + (message.TrimEnd('\'', '.').LastIndexOf('\'') is >= 0 and var quote
                ? HowWritten(message[(quote + 1)..].TrimEnd('\'', '.'))
                : "The value does not fit."),
            (_, >= 0) => $"{Shortened(message)} {HowWritten(message[(expected + Expected.Length)..].Split('\'')[0])}",
            _ => message,
        };
    }

    /// <summary>What was written may be long, and how it is written comes after it.</summary>
    private static string Shortened(string message) => message.Length > LongestMessage / 2 ? message[..(LongestMessage / 2)] + "…" : message;

    /// <param name="type">As the engine calls it, perhaps with marks of lists and of what must be there.</param>
    private string HowWritten(string type)
    {
        var name = type.Trim('[', ']', '!');
        return services.GetRequiredService<EldercareSchema>().AllTypes[name] switch
        {
            IWrittenScalar scalar => $"This is not a {name}: write {scalar.Form}.",
            EnumerationGraphType values => $"This is not a {name}: write one of {string.Join(", ", values.Values.Take(MostValues).Select(v => v.Name))}"
                + (values.Values.Count > MostValues ? ", …." : "."),
            null => "The value does not fit.",
            _ => $"This is not a {name}.",
        };
    }
}
