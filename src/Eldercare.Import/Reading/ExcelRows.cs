using System.Globalization;
using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;

namespace Eldercare.Import.Reading;

/// <summary>The first sheet of an Excel workbook, as the text its cells stand for.</summary>
internal sealed class ExcelRows : RowReader
{
    private readonly FileStream _stream;
    private readonly IEnumerator<object> _rows;
    private string[] _cells = [];
    private int _row;
    private readonly long _all;

    public ExcelRows(string path)
    {
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            if (_stream.Length == 0) throw new FileFault("FILE_EMPTY", "The file is empty.");
            _all = Guard(() => RowsIn(_stream));
            _rows = Guard(() => _stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX).GetEnumerator());
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public override int Row => _row;

    public override int Width => _cells.Length;

    public override double Share => _all == 0 ? 0 : Math.Min(1, (double)_row / _all);

    public override ReadOnlySpan<char> this[int column] => _cells[column];

    public override bool Read()
    {
        if (!Guard(_rows.MoveNext)) return false;
        _row++;
        _cells = [.. ((IDictionary<string, object?>)_rows.Current).Values.Select(TextOf)];
        return true;
    }

    public override void Dispose()
    {
        _rows.Dispose();
        _stream.Dispose();
    }

    /// <summary>The rows of the largest sheet, counted in a pass of its own: what a workbook says of its size is often missing or wrong.</summary>
    private static long RowsIn(FileStream stream)
    {
        using var workbook = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var sheet = workbook.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).MaxBy(e => e.CompressedLength);
        var rows = 0L;
        if (sheet is not null)
        {
            using var content = sheet.Open();
            var (buffer, kept) = (new byte[1 << 16], 0);
            while (content.Read(buffer, kept, buffer.Length - kept) is var read and > 0)
            {
                var text = buffer.AsSpan(0, kept + read);
                // Closing tags, with or without a prefix: </row>, </x:row>. The start of one may stand at the end of what was read.
                rows += text.Count("/row>"u8) + text.Count(":row>"u8);
                kept = Math.Min(4, text.Length);
                text[^kept..].CopyTo(buffer);
            }
        }

        stream.Position = 0;
        return rows;
    }

    private static string TextOf(object? cell) => cell switch
    {
        null => string.Empty,
        DateTime { Year: < 1900 } time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? string.Empty,
    };

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or NotSupportedException
            or FormatException or InvalidOperationException)
        {
            throw new FileFault("NOT_A_WORKBOOK", "The file is no Excel workbook (.xlsx), or a damaged one.");
        }
    }
}
