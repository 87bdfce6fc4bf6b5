namespace Eldercare.Import.Reports;

/// <summary>What an import did.</summary>
/// <param name="Files">The files read, in order.</param>
/// <param name="Errors">Lines in the errors file.</param>
/// <param name="ErrorsFile">Its path, or null when there was nothing to report.</param>
public sealed record ImportReport(IReadOnlyList<FileReport> Files, long Errors, string? ErrorsFile)
{
    public long Events => Files.Sum(f => f.Events);
}

/// <param name="File">Its name.</param>
/// <param name="Rows">Rows read, without headings and blank ones. New, changed, unchanged and refused ones make up this sum.</param>
/// <param name="New">Brought in.</param>
/// <param name="Changed">Known before, and now changed.</param>
/// <param name="Unchanged">Known before as they are.</param>
/// <param name="Refused">Not taken, or not wholly: see the errors file.</param>
/// <param name="Events">Events written for new streams, and commands that changed something.</param>
/// <param name="Faulty">The file, or the rest of it, could not be read at all.</param>
public sealed record FileReport(
    string File, long Rows, long New, long Changed, long Unchanged, long Refused, long Events, bool Faulty);
