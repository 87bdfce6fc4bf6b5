using Eldercare.Api.Http;
using Eldercare.City.Messages;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Fhir;

/// <summary>A request that is answered with an <c>OperationOutcome</c> instead.</summary>
public sealed class FhirFaultException(int status, R4.OperationOutcome.IssueType code, Words words) : Exception(words.En)
{
    public int Status { get; } = status;

    public R4.OperationOutcome Outcome(Language language) => new()
    {
        Language = Languages.TagOf(language),
        Issue = [new() { Severity = R4.OperationOutcome.IssueSeverity.Error, Code = code, Diagnostics = words.In(language) }],
    };

    public static FhirFaultException BadValue(string zh, string en) => new(StatusCodes.Status400BadRequest, R4.OperationOutcome.IssueType.Value, new(zh, en));

    public static FhirFaultException Unsupported(string zh, string en) => new(StatusCodes.Status400BadRequest, R4.OperationOutcome.IssueType.NotSupported, new(zh, en));

    public static FhirFaultException NotFound(string zh, string en) => new(StatusCodes.Status404NotFound, R4.OperationOutcome.IssueType.NotFound, new(zh, en));

    public static FhirFaultException Unauthenticated() =>
        new(StatusCodes.Status401Unauthorized, R4.OperationOutcome.IssueType.Login, new("请先登录：访问令牌缺失或无效。", "This needs a bearer token that is valid."));

    public static FhirFaultException Forbidden(Words words) => new(StatusCodes.Status403Forbidden, R4.OperationOutcome.IssueType.Forbidden, words);

    public static FhirFaultException Broken() =>
        new(StatusCodes.Status500InternalServerError, R4.OperationOutcome.IssueType.Exception, new("系统出错，问题在我方。", "Something went wrong here; the fault is ours."));
}
