using System.Globalization;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Store;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Scalars;

/// <summary>A scalar that tells whoever writes it wrongly how it is written.</summary>
public interface IWrittenScalar
{
    /// <summary>The form, with an example.</summary>
    Words Form { get; }

    Words Wrong(string name) => new($"这不是{name}，写法是{Form.Zh}。", $"This is not a {name}: write {Form.En}.");
}

/// <summary>A scalar written as a string in one strict form.</summary>
public abstract class TextScalar<T> : ScalarGraphType, IWrittenScalar
    where T : struct
{
    protected TextScalar(string name, Words form, string description, string specifiedBy)
    {
        Name = name;
        Form = form;
        Description = description;
        this.ApplyDirective("specifiedBy", "url", specifiedBy);
    }

    public Words Form { get; }

    protected abstract T? Read(string text);

    protected abstract string Write(T value);

    public sealed override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => Parse((string)text.Value),
        _ => throw Wrong(),
    };

    public sealed override object? ParseValue(object? value) => value switch
    {
        null => null,
        T already => already,
        string text => Parse(text),
        _ => throw Wrong(),
    };

    public sealed override object? Serialize(object? value) => value is T typed ? Write(typed) : null;

    private T Parse(string text) => Read(text) ?? throw Wrong();

    private BadValueException Wrong() => new(((IWrittenScalar)this).Wrong(Name));
}

/// <summary>Years outside 1900 to 2200 are typing errors, and break time zone arithmetic at the ends of the calendar.</summary>
public sealed class LocalDateScalar() : TextScalar<DateOnly>(
    "LocalDate", new("年-月-日，如2026-03-02，1900年至2200年", "YYYY-MM-DD, such as `2026-03-02`, of the years 1900 to 2200"),
    "A date in the city, `2026-03-02`, between the years 1900 and 2200.",
    "https://scalars.graphql.org/andimarek/local-date.html")
{
    protected override DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 1900 and <= 2200 ? date : null;

    protected override string Write(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

public sealed class LocalTimeScalar() : TextScalar<TimeOnly>(
    "LocalTime", new("时:分或时:分:秒，如11:30", "HH:MM or HH:MM:SS, such as `11:30`"), "A time of day in the city, to the minute or second: `11:30` or `11:30:00`.",
    "https://www.rfc-editor.org/rfc/rfc3339#section-5.6")
{
    private static readonly string[] s_formats = ["HH:mm", "HH:mm:ss"];

    protected override TimeOnly? Read(string text) =>
        TimeOnly.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    protected override string Write(TimeOnly value) => value.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}

public sealed class InstantScalar() : TextScalar<DateTimeOffset>(
    "DateTime", new("日期、时间和时区，如2026-03-02T11:30:00+08:00", "date, time and offset from UTC, such as `2026-03-02T11:30:00+08:00`"),
    "An instant with its offset from UTC, `2026-03-02T11:30:00+08:00`; answered in UTC.",
    "https://scalars.graphql.org/andimarek/date-time.html")
{
    private static readonly string[] s_formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    protected override DateTimeOffset? Read(string text) =>
        HasOffset(text)
        && DateTimeOffset.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        && instant.Year is >= 1900 and <= 2200 ? instant.ToUniversalTime() : null;

    protected override string Write(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}

/// <summary>Whole fen; a double holds every whole number to 2^53, so that JavaScript reads it as it is.</summary>
public sealed class FenScalar : ScalarGraphType, IWrittenScalar
{
    private const long Most = 1L << 53;

    public FenScalar()
    {
        Name = "Fen";
        Description = "Money: a whole number of fen, 0.01 yuan; `800` is 8 yuan. Up to 2^53 either way.";
        this.ApplyDirective("specifiedBy", "url", "https://www.iso.org/iso-4217-currency-codes.html");
    }

    public Words Form { get; } = new("以分为单位的整数，不加引号，如8元写800", "a whole number of fen without quotes, such as `800` for 8 yuan");

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLIntValue number when long.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var fen) => Of(fen),
        _ => throw Wrong(),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        Fen already => already,
        int fen => Of(fen),
        long fen => Of(fen),
        _ => throw Wrong(),
    };

    public override object? Serialize(object? value) => value is Fen fen ? fen.Value : null;

    private Fen Of(long value) => value is >= -Most and <= Most ? new Fen(value) : throw Wrong();

    private BadValueException Wrong() => new(((IWrittenScalar)this).Wrong(Name));
}
