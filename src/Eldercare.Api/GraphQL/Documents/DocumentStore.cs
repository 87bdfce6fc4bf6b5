using System.Collections.Frozen;
using Eldercare.Api.GraphQL.Execution;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.GraphQL.Documents;

/// <summary>Documents that clients name instead of sending them, and the word on which are run.</summary>
public sealed class DocumentStore(IOptions<ApiSettings> options)
{
    private readonly LearnedDocuments _learned = new();
    private FrozenDictionary<string, string> _byId = FrozenDictionary<string, string>.Empty;
    private FrozenSet<string> _texts = [];

    private bool Trusted => options.Value.Documents.Mode == DocumentMode.Trusted;

    /// <summary>From now on these are the trusted ones: by what their manifest calls them, and by their hash.</summary>
    /// <exception cref="FormatException">An id stands for two documents, or for another than its hash says.</exception>
    public void Trust(IReadOnlyCollection<TrustedDocument> documents)
    {
        var byId = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            var hash = DocumentName.Of(document.Text);
            if (document.Id.StartsWith(DocumentName.Sha256, StringComparison.Ordinal) && document.Id != hash)
                throw new FormatException($"{document.File}: {document.Id} is not the hash of its document, which is {hash}.");
            if (byId.TryGetValue(document.Id, out var other) && other != document.Text)
                throw new FormatException($"{document.File}: {document.Id} stands for two documents.");
            byId[document.Id] = byId[hash] = document.Text;
        }

        (_byId, _texts) = (byId.ToFrozenDictionary(StringComparer.Ordinal), byId.Values.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>The text of the document that a call is about, whether it was sent or only named.</summary>
    /// <returns>Null; or why it is not run.</returns>
    public ApiError? Open(GraphQLCall call, out string text)
    {
        text = call.Query;
        if (call.Document is not { } name) return Trusted && !_texts.Contains(text) ? NotTrusted() : null;
        if (text.Length > 0)
        {
            // Longer ones are refused anyway, and not hashed before.
            if (text.Length <= DocumentLimits.MaxCharacters && !Names(name, text))
                return new ApiError(ApiError.BadRequestCode, new(
                    "发送的文档与其编号不符：编号为 sha256: 加原文的小写十六进制散列值。",
                    "The document sent is not the one its id names: the id is the hash of the very text, as sha256: and lower-case hexadecimal digits."));
            return Trusted && !_texts.Contains(text) ? NotTrusted() : null;
        }

        if ((_byId.GetValueOrDefault(name.Id) ?? (Trusted ? null : _learned.Find(name.Id))) is not { } known)
            return Trusted ? NotTrusted() : Unknown(name);
        text = known;
        return null;
    }

    /// <summary>A call has run: if it was sent with its document's hash the hash will do next time.</summary>
    public void Learn(GraphQLCall call)
    {
        if (!Trusted && call.Query.Length > 0 && call.Document is { Automatic: true, Id: var id }) _learned.Add(id, call.Query);
    }

    private bool Names(DocumentName name, string text) =>
        _byId.GetValueOrDefault(name.Id) == text || _learned.Find(name.Id) == text || DocumentName.Of(text) == name.Id;

    private static ApiError NotTrusted() => new(
        ApiError.NotTrustedCode, new(
            "本服务器只执行已登记的文档，请联系其管理者登记。", "This host runs the documents it was given and no other. Ask who runs it to add yours to the manifest."));

    /// <summary>In the words Apollo's clients look for: they send the text then.</summary>
    private static ApiError Unknown(DocumentName name) => new(
        ApiError.UnknownDocumentCode, name.Automatic
            ? new("PersistedQueryNotFound", "PersistedQueryNotFound")
            : new("没有这个编号的文档，请发送全文。", "No document is known by this id. Send its text."));
}
