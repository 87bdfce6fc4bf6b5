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
    private readonly long _packed;
    private long _start;

    public ExcelRows(string path)
    {
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            if (_stream.Length == 0) throw new FileFault("FILE_EMPTY", "The file is empty.");
            _packed = Guard(() => PackedSheet(_stream));
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

    /// <summary>An estimate: how far the reader is in the packed sheet.</summary>
    public override double Share => _row == 0 ? 0 : Math.Clamp((double)(_stream.Position - _start) / _packed, 0, 1);

    public override ReadOnlySpan<char> this[int column] => _cells[column];

    public override bool Read()
    {
        if (!Guard(_rows.MoveNext)) return false;
        if (_row++ == 0) _start = _stream.Position;
        _cells = [.. ((IDictionary<string, object?>)_rows.Current).Values.Select(TextOf)];
        return true;
    }

    public override void Dispose()
    {
        _rows.Dispose();
        _stream.Dispose();
    }

    /// <summary>The bytes of the largest sheet as packed; MiniExcel reads the first, which in a registry is the one there is.</summary>
    private static long PackedSheet(FileStream stream)
    {
        using var workbook = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var packed = workbook.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
            .Select(e => e.CompressedLength).DefaultIfEmpty(0).Max();
        stream.Position = 0;
        return Math.Max(1, packed);
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
