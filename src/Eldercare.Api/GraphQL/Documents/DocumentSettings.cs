namespace Eldercare.Api.GraphQL.Documents;

/// <summary>Which documents a host runs.</summary>
public enum DocumentMode
{
    /// <summary>Any that is valid and within the limits.</summary>
    Open,

    /// <summary>Those of the manifests and no other.</summary>
    Trusted,
}

/// <summary>Configuration section <c>Api:Documents</c>.</summary>
public sealed class DocumentSettings
{
    public DocumentMode Mode { get; set; } = DocumentMode.Open;

    /// <summary>
    /// Files, or folders of files: manifests as Apollo's, Relay's and GraphQL Code Generator's tools write them (<c>.json</c>), and documents by
    /// themselves (<c>.graphql</c>). In either mode these can be asked for by their ids.
    /// </summary>
    public string[] Manifests { get; set; } = [];
}
