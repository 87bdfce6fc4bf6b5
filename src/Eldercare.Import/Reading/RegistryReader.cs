using System.Globalization;
using Eldercare.Import.Reports;
using Eldercare.People;
using Eldercare.Store;

namespace Eldercare.Import.Reading;

/// <summary>
/// Reads a registry row by row and its cells as what they mean. A cell that does not mean it is put into the error log, sets
/// <see cref="Failed"/> and reads as the type's default; what stands in it is never repeated, for it may be personal.
/// </summary>
internal sealed class RegistryReader : IDisposable
{
    private const int LongestNumber = 64;

    /// <summary>A year outside is mistyped; from the first on it can become an event's time.</summary>
    private static readonly DateOnly s_firstDay = new(1970, 1, 2), s_lastDay = new(2199, 12, 31);

    private static readonly string[] s_moments = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    private readonly Registry _registry;
    private readonly RowReader _rows;
    private readonly ErrorLog? _errors;
    private readonly int[] _places;
    private int _width;

    private RegistryReader(Registry registry, RowReader rows, FileTally tally, ErrorLog? errors)
    {
        (_registry, _rows, Tally, _errors) = (registry, rows, tally, errors);
        _places = new int[registry.Columns.Length];
    }

    public FileTally Tally { get; }

    public RowAt At => new(Tally, _rows.Row);

    /// <summary>Something in the current row could not be read.</summary>
    public bool Failed { get; private set; }

    public double Share => _rows.Share;

    /// <exception cref="FileFault">The file is not what it should be.</exception>
    public static RegistryReader Open(Registry registry, string path, FileTally tally, ErrorLog? errors)
    {
        RowReader rows = path.EndsWith(".xlsx", StringComparison.Ordinal) ? new ExcelRows(path) : new CsvRows(path);
        var reader = new RegistryReader(registry, rows, tally, errors);
        try
        {
            reader.ReadHeadings();
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row of the right shape; those of another are reported.</summary>
    public bool Next()
    {
        while (_rows.Read())
        {
            Failed = false;
            if (IsBlank()) continue;
            Tally.Rows++;
            if (_rows.Lines > 1)
                Fail("", "QUOTE_NOT_CLOSED", $"The row runs over {_rows.Lines} lines: a quote is probably not closed.");
            else if (_rows.Width != _width)
                Fail("", "WRONG_NUMBER_OF_COLUMNS", $"The row has {_rows.Width} columns and the headings {_width}.");
            else
                return true;
        }

        return false;
    }

    /// <summary>Every row of the right shape, until the rest cannot be read.</summary>
    /// <param name="fault">Told when it cannot.</param>
    public IEnumerable<RowAt> Rows(Action<FileTally, FileFault>? fault = null)
    {
        while (true)
        {
            try
            {
                if (!Next()) yield break;
            }
            catch (FileFault broken)
            {
                fault?.Invoke(Tally, broken);
                Tally.Faulty = true;
                yield break;
            }

            yield return At;
        }
    }

    public void Fail(int column, string code, string reason) => Fail(NameOf(column), code, reason);

    public ReadOnlySpan<char> Cell(int column) => _places[column] < 0 ? default : _rows[_places[column]].Trim();

    /// <summary>The file has the column, whatever stands in its cells.</summary>
    public bool Has(int column) => _places[column] >= 0;

    public bool IsEmpty(int column) => Cell(column).IsEmpty;

    public string? Optional(int column) => Cell(column) is { IsEmpty: false } cell ? cell.ToString() : null;

    public string Text(int column) => Optional(column) ?? Missing(column);

    /// <summary>A number of a registry: 1 to 64 characters.</summary>
    public string Number(int column)
    {
        var cell = Cell(column);
        if (cell.IsEmpty) return Missing(column);
        if (cell.Length <= LongestNumber && !cell.ContainsAnyInRange('\0', '\u001f')) return cell.ToString();
        Fail(column, "NUMBER_INVALID", $"A registry number has at most {LongestNumber} characters and no control characters.");
        return string.Empty;
    }

    public int Integer(int column) => Parse<int>(column, "a whole number", static (cell, out value) =>
        int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) ?? 0;

    public double Degrees(int column) => Parse<double>(column, "a number of degrees such as 32.2044", static (cell, out value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) ?? 0;

    public DateOnly Date(int column) => Sane(column, Parse<DateOnly>(column, "a date such as 2026-03-31", static (cell, out value) =>
        DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value)));

    public TimeOnly Time(int column) => Parse<TimeOnly>(column, "a time such as 11:30", static (cell, out value) =>
        TimeOnly.TryParseExact(cell, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out value)) ?? default;

    /// <summary>Yuan with at most two decimals, such as 8 or 8.50; null when there is none.</summary>
    public Fen? OptionalYuan(int column) => IsEmpty(column) ? null : Parse<Fen>(column, "an amount in yuan such as 8.50", static (cell, out value) =>
    {
        var read = decimal.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan) && yuan < 1_000_000
            && decimal.IsInteger(yuan * 100);
        value = read ? new Fen((long)(yuan * 100)) : Fen.Zero;
        return read;
    });

    public Fen Yuan(int column)
    {
        if (OptionalYuan(column) is { } fen) return fen;
        if (IsEmpty(column)) Missing(column);
        return Fen.Zero;
    }

    public bool YesOrNo(int column) => Parse<bool>(column, "yes or no", static (cell, out value) =>
    {
        value = cell.Equals("yes", StringComparison.OrdinalIgnoreCase);
        return value || cell.Equals("no", StringComparison.OrdinalIgnoreCase);
    }) ?? false;

    /// <summary>What stands between the semicolons; an empty cell is an empty list.</summary>
    public ImmutableArray<string> List(int column) =>
        [.. (Optional(column) ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>A list of names of the enumeration.</summary>
    public ImmutableArray<TEnum> Choices<TEnum>(int column)
        where TEnum : struct, Enum
    {
        var all = ImmutableArray.CreateBuilder<TEnum>();
        foreach (var name in List(column))
        {
            if (Reading.Choices<TEnum>.TryFind(name, out var value)) all.Add(value);
            else Fail(column, "VALUE_INVALID", $"Each must be one of {Reading.Choices<TEnum>.Names}.");
        }

        return all.ToImmutable();
    }

    /// <summary>A date and time on the city's clocks.</summary>
    public DateTimeOffset Moment(int column)
    {
        var moment = Parse<DateTime>(column, "a date and time such as 2026-03-31 11:30", static (cell, out value) =>
            DateTime.TryParseExact(cell, s_moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out value));
        return CityTime.At(
            Sane(column, moment is { } read ? DateOnly.FromDateTime(read) : null), TimeOnly.FromDateTime(moment.GetValueOrDefault()));
    }

    public DateTimeOffset? OptionalMoment(int column) => IsEmpty(column) ? null : Moment(column);

    /// <summary>A name of the enumeration in snake case; case does not matter.</summary>
    public TEnum Choice<TEnum>(int column)
        where TEnum : struct, Enum
    {
        var cell = Cell(column);
        if (cell.IsEmpty) Missing(column);
        else if (Reading.Choices<TEnum>.TryFind(cell, out var value)) return value;
        else Fail(column, "VALUE_INVALID", $"It must be one of {Reading.Choices<TEnum>.Names}.");
        return default;
    }

    public void Dispose() => _rows.Dispose();

    private delegate bool Parser<T>(ReadOnlySpan<char> cell, out T value);

    /// <returns>Null for a cell that does not mean it, which is reported.</returns>
    private T? Parse<T>(int column, string what, Parser<T> parse)
        where T : struct
    {
        var cell = Cell(column);
        if (cell.IsEmpty) Missing(column);
        else if (parse(cell, out var value)) return value;
        else Fail(column, "VALUE_INVALID", $"It must be {what}.");
        return null;
    }

    /// <summary>The day itself when it is one that people can mean.</summary>
    private DateOnly Sane(int column, DateOnly? day)
    {
        if (day >= s_firstDay && day <= s_lastDay) return day.Value;
        if (day is not null) Fail(column, "DATE_OUT_OF_RANGE", $"It must lie between {s_firstDay:yyyy-MM-dd} and {s_lastDay:yyyy-MM-dd}.");
        return s_firstDay;
    }

    private string Missing(int column)
    {
        Fail(column, "VALUE_MISSING", "It is empty.");
        return string.Empty;
    }

    private void Fail(string column, string code, string reason)
    {
        if (!Failed) Tally.Unreadable++;
        Failed = true;
        _errors?.Add(At, column, code, reason);
    }

    private string NameOf(int column) => _registry.Columns[column].TrimEnd('?');

    private bool IsBlank()
    {
        for (var i = 0; i < _rows.Width; i++)
            if (!_rows[i].IsWhiteSpace()) return false;
        return true;
    }

    private void ReadHeadings()
    {
        if (!_rows.Read() || IsBlank()) throw new FileFault("FILE_EMPTY", "The file is empty: it needs at least its headings.");
        _width = _rows.Width;
        Array.Fill(_places, -1);
        for (var i = 0; i < _width; i++)
        {
            var heading = _rows[i].Trim();
            var column = 0;
            while (column < _places.Length && !heading.Equals(NameOf(column), StringComparison.OrdinalIgnoreCase)) column++;
            // The heading itself is not repeated: in a file without headings it is somebody's data.
            if (column == _places.Length)
                throw new FileFault("COLUMN_UNKNOWN", $"Column {i + 1} has none of the headings {string.Join(", ", _registry.Columns)} (? may be missing).");
            if (_places[column] >= 0) throw new FileFault("COLUMN_TWICE", "The column is there twice.", NameOf(column));
            _places[column] = i;
        }

        for (var column = 0; column < _places.Length; column++)
            if (_places[column] < 0 && !_registry.Columns[column].EndsWith('?'))
                throw new FileFault("COLUMN_MISSING", "The column is missing.", NameOf(column));
    }
}
