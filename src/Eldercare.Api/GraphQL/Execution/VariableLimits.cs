using System.Collections;
using GraphQL;

namespace Eldercare.Api.GraphQL.Execution;

/// <summary>Bounds on the values of variables. How deep they nest the JSON reader bounds.</summary>
public static class VariableLimits
{
    /// <summary>All together, each entry of a list and each member of an object too: a device's 500 scans are 3,500.</summary>
    public const int MaxValues = 10_000;

    /// <summary>Null when there are not too many.</summary>
    public static ApiError? Check(Inputs? variables)
    {
        if (variables is null || variables.Count == 0) return null;
        var values = variables.Values.Sum(Count);
        return values <= MaxValues
            ? null
            : ApiError.Limit("variables", MaxValues, values, new(
                $"一次请求的变量最多{MaxValues}个值，这次有{values}个。", $"a request's variables have at most {MaxValues} values, and these {values}."));
    }

    private static int Count(object? value) => value switch
    {
        string => 1,
        IDictionary<string, object?> members => 1 + members.Values.Sum(Count),
        IEnumerable entries => 1 + entries.Cast<object?>().Sum(Count),
        _ => 1,
    };
}
