using System.Security.Cryptography;
using System.Text;

namespace Eldercare.Api.GraphQL.Documents;

/// <summary>The name of a document that need not be sent.</summary>
/// <param name="Id">
/// <c>sha256:</c> and 64 lower-case hexadecimal digits (of the text in UTF-8), or what a manifest calls it, by the appendix on persisted documents of
/// GraphQL over HTTP.
/// </param>
/// <param name="Automatic">It came as Apollo's <c>persistedQuery</c>: whoever sends it can send the text too when it is not known.</param>
public sealed record DocumentName(string Id, bool Automatic)
{
    public const string Sha256 = "sha256:";

    /// <summary>What every document may be called.</summary>
    public static string Of(string text) => Sha256 + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
