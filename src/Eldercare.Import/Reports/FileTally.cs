namespace Eldercare.Import.Reports;

/// <summary>What became of a row; of several steps of one row the greatest counts.</summary>
internal enum Fate
{
    Unchanged,
    New,
    Changed,
    Refused,
}

/// <summary>One row of one file.</summary>
/// <param name="File">The file and its counts.</param>
/// <param name="Row">As an editor shows it: the headings are row 1.</param>
internal readonly record struct RowAt(FileTally File, int Row);

/// <summary>Counts one file's rows. The reading thread writes the first two, the deciding one the others.</summary>
internal sealed class FileTally(string file)
{
    private readonly long[] _fates = new long[4];

    public string File { get; } = file;

    public long Rows { get; set; }

    public long Unreadable { get; set; }

    public long Events { get; set; }

    public bool Faulty { get; set; }

    public void Count(Fate fate) => Interlocked.Increment(ref _fates[(int)fate]);

    public FileReport Report() => new(
        File, Rows, _fates[(int)Fate.New], _fates[(int)Fate.Changed], _fates[(int)Fate.Unchanged],
        _fates[(int)Fate.Refused] + Unreadable, Events, Faulty);
}
