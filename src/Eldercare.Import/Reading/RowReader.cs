namespace Eldercare.Import.Reading;

/// <summary>The rows of a table file one after another, headings included, as text.</summary>
internal abstract class RowReader : IDisposable
{
    /// <summary>The current row's place in the file as an editor shows it, from 1.</summary>
    public abstract int Row { get; }

    /// <summary>How many lines the current row takes; more than one only with line breaks inside quotes.</summary>
    public virtual int Lines => 1;

    public abstract int Width { get; }

    /// <summary>Read so far, 0 to 1.</summary>
    public abstract double Share { get; }

    /// <summary>A cell of the current row; valid until the next <see cref="Read"/>.</summary>
    public abstract ReadOnlySpan<char> this[int column] { get; }

    /// <exception cref="FileFault">The rest of the file cannot be read.</exception>
    public abstract bool Read();

    public abstract void Dispose();
}

/// <summary>Why a file, or the rest of it, cannot be read.</summary>
internal sealed class FileFault(string code, string reason, string column = "") : Exception(reason)
{
    public string Code { get; } = code;

    public string Column { get; } = column;
}
