namespace Eldercare.Store.Embedded;

/// <summary>How the private server is run.</summary>
/// <param name="Folder">Its data folder; made when missing.</param>
public sealed record EmbeddedPostgresOptions(string Folder)
{
    /// <summary>False only for tests: faster, and a crash of the machine may lose data.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Shared buffers in MB.</summary>
    public int SharedBuffersMb { get; init; } = 512;
}
