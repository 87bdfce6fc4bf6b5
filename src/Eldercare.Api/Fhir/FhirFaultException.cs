using R4 = Hl7.Fhir.Model;

namespace Eldercare.Api.Fhir;

/// <summary>A request that is answered with an <c>OperationOutcome</c> instead.</summary>
public sealed class FhirFaultException(int status, R4.OperationOutcome.IssueType code, string text) : Exception(text)
{
    public int Status { get; } = status;

    public R4.OperationOutcome Outcome { get; } = new()
    {
        Issue = [new() { Severity = R4.OperationOutcome.IssueSeverity.Error, Code = code, Diagnostics = text }],
    };

    public static FhirFaultException BadValue(string text) => new(StatusCodes.Status400BadRequest, R4.OperationOutcome.IssueType.Value, text);

    public static FhirFaultException Unsupported(string text) => new(StatusCodes.Status400BadRequest, R4.OperationOutcome.IssueType.NotSupported, text);

    public static FhirFaultException NotFound(string text) => new(StatusCodes.Status404NotFound, R4.OperationOutcome.IssueType.NotFound, text);

    public static FhirFaultException Unauthenticated() =>
        new(StatusCodes.Status401Unauthorized, R4.OperationOutcome.IssueType.Login, "This needs a bearer token that is valid.");

    public static FhirFaultException Forbidden(string text) => new(StatusCodes.Status403Forbidden, R4.OperationOutcome.IssueType.Forbidden, text);

    public static FhirFaultException Broken() =>
        new(StatusCodes.Status500InternalServerError, R4.OperationOutcome.IssueType.Exception, "Something went wrong here; the fault is ours.");
}
