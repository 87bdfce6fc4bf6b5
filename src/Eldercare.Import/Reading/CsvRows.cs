using System.Text;
using nietras.SeparatedValues;

namespace Eldercare.Import.Reading;

/// <summary>Comma, semicolon or tab separated text in UTF-8; the separator shows in the headings.</summary>
internal sealed class CsvRows : RowReader
{
    private readonly FileStream _stream;
    private readonly SepReader? _rows;

    public CsvRows(string path)
    {
        _stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        try
        {
            if (_stream.Length == 0) return;
            var text = new StreamReader(
                _stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: false, 1 << 16);
            _rows = Guard(() => Sep.Reader(o => o with { HasHeader = false, Unescape = true, DisableColCountCheck = true }).From(text));
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public override int Row => _rows!.Current.LineNumberFrom;

    public override int Lines => _rows!.Current.LineNumberToExcl - _rows.Current.LineNumberFrom;

    public override int Width => _rows!.Current.ColCount;

    public override double Share => _stream.Length == 0 ? 1 : (double)_stream.Position / _stream.Length;

    public override ReadOnlySpan<char> this[int column] => _rows!.Current[column].Span;

    public override bool Read() => _rows is not null && Guard(_rows.MoveNext);

    public override void Dispose()
    {
        _rows?.Dispose();
        _stream.Dispose();
    }

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw new FileFault("WRONG_ENCODING", "From about here on the file is not UTF-8: save it as CSV UTF-8.");
        }
        catch (NotSupportedException)
        {
            throw new FileFault("ROW_TOO_LONG", "A row after this one is longer than 16 million characters: a quote is probably not closed.");
        }
    }
}
