using System.Globalization;
using System.Text;

namespace Eldercare.Import.Reports;

/// <summary>
/// Writes <c>errors.csv</c> beside the files; there is none when nothing was wrong. An earlier run's is kept under the time it was
/// written, as <c>errors-20261125-093000.csv</c> (UTC). Never holds what stood in a cell.
/// </summary>
internal sealed class ErrorLog : IDisposable
{
    private readonly string _path;
    private readonly Lock _lock = new();
    private StreamWriter? _writer;

    public ErrorLog(string folder)
    {
        _path = Path.Combine(folder, "errors.csv");
        if (!File.Exists(_path)) return;
        var written = File.GetLastWriteTimeUtc(_path).ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        File.Move(_path, Path.Combine(folder, $"errors-{written}.csv"), overwrite: true);
    }

    public long Count { get; private set; }

    public string? Written => _writer is null ? null : _path;

    public void Add(RowAt row, string column, string code, string reason) => Add(row.File.File, row.Row, column, code, reason);

    /// <param name="file">Its name.</param>
    /// <param name="row">0 for the file as a whole.</param>
    /// <param name="column">Its heading, or empty for the row as a whole.</param>
    /// <param name="code">Stable, for programs.</param>
    /// <param name="reason">A sentence, for people.</param>
    public void Add(string file, int row, string column, string code, string reason)
    {
        lock (_lock)
        {
            if (_writer is null)
            {
                _writer = new StreamWriter(_path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\n" };
                _writer.WriteLine("file,row,column,code,reason");
            }

            Count++;
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file},{row},{column},{code},{Quoted(reason)}"));
        }
    }

    public void Dispose() => _writer?.Dispose();

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
