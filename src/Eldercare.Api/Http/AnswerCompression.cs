using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Http;

/// <summary>Compresses what gets shorter by it.</summary>
public sealed class AnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    /// <summary>Below this an answer fits into one packet either way.</summary>
    private const int Shortest = 1_024;

    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is not < Shortest && base.ShouldCompressResponse(context);
}
