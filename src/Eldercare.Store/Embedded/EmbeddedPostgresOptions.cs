namespace Eldercare.Store.Embedded;

/// <summary>How the private server is run.</summary>
/// <param name="Folder">Its data folder; made when missing.</param>
public sealed record EmbeddedPostgresOptions(string Folder)
{
    /// <summary>False only for tests: faster, and a crash of the machine may lose data.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>
    /// A folder under <paramref name="preferred"/>, or under <c>/var/lib/eldercare</c> where root runs this and the server's user may
    /// not enter the preferred one.
    /// </summary>
    public static string DefaultFolder(string preferred, string name) =>
        Path.Combine(ServerUser.Closed(Path.Combine(preferred, name)) is null ? preferred : "/var/lib/eldercare", name);

    /// <summary>Shared buffers in MB.</summary>
    public int SharedBuffersMb { get; init; } = 512;
}
