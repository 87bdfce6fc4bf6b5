namespace Eldercare.Api.GraphQL.Scalars;

public sealed class YearMonthScalar() : TextScalar<YearMonth>(
    "YearMonth", new("年-月，如2026-10", "YYYY-MM, such as `2026-10`"), "A month in the city, `2026-10`, between the years 1900 and 2200.",
    "https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#valid-month-string")
{
    protected override YearMonth? Read(string text) => YearMonth.TryParse(text);

    protected override string Write(YearMonth value) => value.ToString();
}
