using System.Text;

namespace Eldercare.Api.Http;

/// <summary>Cells of a file that a spreadsheet opens.</summary>
internal static class CsvCells
{
    /// <summary>Lines end as RFC 4180 says. With the mark: Excel would take the Chinese names for another encoding without.</summary>
    public static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };

    /// <summary>A spreadsheet takes a cell that begins like this for a formula; a Chinese one also the full-width signs.</summary>
    public static string Safe(string text) => text.AsSpan().TrimStart() is [var first, ..] && "=+-@＝＋－＠".Contains(first) ? "'" + text : text;

    public static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
