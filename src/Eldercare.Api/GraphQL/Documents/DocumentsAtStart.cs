using Eldercare.Api.GraphQL.Execution;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.GraphQL.Documents;

/// <summary>Reads the manifests before the host listens: one whose documents the contract does not have does not start.</summary>
public sealed class DocumentsAtStart(DocumentStore store, GraphQLRunner runner, IOptions<ApiSettings> options) : IHostedService
{
    private const int MostTold = 10;

    /// <exception cref="SettingsFaultException">A manifest cannot be read, or holds what cannot be run.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value.Documents;
        try
        {
            var documents = settings.Manifests.SelectMany(DocumentManifest.Read).ToArray();
            if (settings.Mode == DocumentMode.Trusted && documents.Length == 0)
                throw new FormatException("Api:Documents:Mode is Trusted, and Api:Documents:Manifests name no document: nothing could be asked.");
            var wrong = new List<string>();
            foreach (var document in documents)
            {
                if (await runner.ProblemAsync(document.Text, cancellationToken) is { } problem) wrong.Add($"{document.File}: {document.Id}: {problem}");
            }

            if (wrong.Count > 0)
                throw new FormatException($"{wrong.Count} documents cannot be run:\n{string.Join('\n', wrong.Take(MostTold))}");
            store.Trust(documents);
        }
        catch (FormatException fault)
        {
            throw new SettingsFaultException(fault.Message, fault);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
