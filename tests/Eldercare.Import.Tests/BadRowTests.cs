using System.Text;
using Eldercare.Import.Demo;

namespace Eldercare.Import.Tests;

public static class BadRowTests
{
    private const string Elders = "registry_number,name,identity_number,phone,address,district,care_level,care_standard,assessed_on,expires_on,assessed_by";
    private const string Good = "E-1,王秀英,321199196505119323,,,321102,,,,,";
    private const string Points = "registry_number,name,district,address,latitude,longitude";
    private const string Weeks = "meal_point,weekday,meal,capacity,walk_in_buffer,served_from,served_until,cut_off_minutes";
    private const string History = "meal_point,date,meal,elder,outcome,channel,booked_at,cancelled_at,served_at";

    [Theory]
    [InlineData("E-2,李建国,321199195503275379,,,321102,,,,,", null)]
    [InlineData(",李建国,321199195503275379,,,321102,,,,,", "elders.csv,3,registry_number,VALUE_MISSING")]
    [InlineData("E-2,,321199195503275379,,,321102,,,,,", "elders.csv,3,name,VALUE_MISSING")]
    [InlineData("E-2,李\u0001,321199195503275379,,,321102,,,,,", "elders.csv,3,name,TEXT_INVALID")]
    [InlineData("E-2,李建国,321199195503275370,,,321102,,,,,", "elders.csv,3,identity_number,IDENTITY_NUMBER_INVALID")]
    [InlineData("E-2,李建国,3.21199E+17,,,321102,,,,,", "elders.csv,3,identity_number,IDENTITY_NUMBER_INVALID")]
    [InlineData("E-2,李建国,321199196505119323,,,321102,,,,,", "elders.csv,3,identity_number,IDENTITY_NUMBER_TAKEN")]
    [InlineData("E-2,李建国,321199195503275379,ring me,,321102,,,,,", "elders.csv,3,phone,TEXT_INVALID")]
    [InlineData("E-2,李建国,321199195503275379,,,999999,,,,,", "elders.csv,3,district,DISTRICT_UNKNOWN")]
    [InlineData("E-1,李建国,321199195503275379,,,321102,,,,,", "elders.csv,3,registry_number,ROW_TWICE")]
    [InlineData("E-2,李建国,321199195503275379,,,321102", "elders.csv,3,,WRONG_NUMBER_OF_COLUMNS")]
    [InlineData("E-2,\"李建国,321199195503275379,,,321102,,,,,\nE-3", "elders.csv,3,,QUOTE_NOT_CLOSED")]
    [InlineData("E-2,李建国,321199195503275379,,,321102,frail,GB/T 42195-2022,2026-01-01,,A-1", "elders.csv,3,care_level,VALUE_INVALID")]
    [InlineData("E-2,李建国,321199195503275379,,,321102,mild,GB/T 42195-2022,1.1.2026,,A-1", "elders.csv,3,assessed_on,VALUE_INVALID")]
    [InlineData("E-2,李建国,321199195503275379,,,321102,mild,GB/T 42195-2022,2030-01-01,,A-1", "elders.csv,3,assessed_on,DATE_IN_FUTURE")]
    [InlineData("E-2,李建国,321199195503275379,,,321102,mild,,2026-01-01,,A-1", "elders.csv,3,care_standard,VALUE_MISSING")]
    public static async Task Reports_a_bad_row_and_takes_the_good_ones(string row, string? error)
    {
        using var folder = new Folder().With("elders.csv", Elders, Good, row);
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        Assert.Equal(error is null ? [] : [error], folder.Errors());
        Assert.Contains(store.Elders.Values, e => e.Name == "王秀英");
        if (error is null) return;
        var report = await File.ReadAllTextAsync(folder.File("errors.csv"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("李", report, StringComparison.Ordinal);
        Assert.DoesNotContain("19550327", report, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Reports_a_field_of_a_hundred_thousand_characters()
    {
        using var folder = new Folder().With("elders.csv", Elders, Good, $"E-2,{new string('李', 100_000)},321199195503275379,,,321102,,,,,");

        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal(["elders.csv,3,name,TEXT_INVALID"], folder.Errors());
    }

    [Theory]
    [InlineData("", "FILE_EMPTY", "")]
    [InlineData("\uFEFF", "FILE_EMPTY", "")]
    [InlineData("registry_number,name\nE-1,x", "COLUMN_MISSING", "identity_number")]
    [InlineData("registry_number,name,identity_number,district,colour\n", "COLUMN_UNKNOWN", "")]
    [InlineData("registry_number,name,identity_number,district,name\n", "COLUMN_TWICE", "name")]
    [InlineData("E-1,王秀英,321199196505119323,321102\n", "COLUMN_UNKNOWN", "")]
    public static async Task Refuses_a_file_that_is_not_what_it_should_be(string text, string code, string column)
    {
        using var folder = new Folder().WithBytes("elders.csv", Encoding.UTF8.GetBytes(text));

        var report = await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal([$"elders.csv,0,{column},{code}"], folder.Errors());
        Assert.True(Assert.Single(report.Files).Faulty);
        Assert.DoesNotContain("王", await File.ReadAllTextAsync(folder.File("errors.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public static async Task Refuses_what_is_not_utf_8()
    {
        using var folder = new Folder().WithBytes("elders.csv", [.. Encoding.UTF8.GetBytes(Elders + "\nE-1,"), 0xCD, 0xF5, (byte)'\n']);

        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal(["elders.csv,0,,WRONG_ENCODING"], folder.Errors());
    }

    [Fact]
    public static async Task Refuses_a_workbook_that_is_none()
    {
        using var folder = new Folder().WithBytes("elders.xlsx", "not a workbook"u8.ToArray());

        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal(["elders.xlsx,0,,NOT_A_WORKBOOK"], folder.Errors());
    }

    [Fact]
    public static async Task Refuses_a_folder_without_files_and_two_files_of_one_kind()
    {
        using var empty = new Folder();
        using var two = new Folder().With("elders.csv", Elders).With("elders.xlsx", "");

        await empty.ImportAsync(new MemoryStore(Folder.Noon));
        await two.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal([",0,,FILES_MISSING"], empty.Errors());
        Assert.Equal(["elders,0,,TWO_FILES"], two.Errors());
    }

    [Fact]
    public static async Task Reads_a_byte_order_mark_semicolons_quotes_blank_lines_and_headings_in_any_order_and_case()
    {
        using var folder = new Folder().With(
            "elders.csv", "\uFEFFDistrict;Name;IDENTITY_NUMBER;registry_number", "321102;\"王;秀英\";321199196505119323;E-1", "", ";;;");
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        Assert.Equal("王;秀英", Assert.Single(store.Elders.Values).Name);
    }

    [Theory]
    [InlineData("8.505"), InlineData("-1"), InlineData("8,5 yuan"), InlineData("free"), InlineData("9999999")]
    public static async Task Takes_no_price_that_is_no_amount_in_yuan(string price)
    {
        using var folder = new Folder()
            .With("meal_points.csv", Points, "MP-1,金山助餐点,321102,金山路1号,32.2,119.45")
            .With("weekly_sittings.csv", Weeks + ",price", $"MP-1,monday,lunch,50,5,11:00,12:30,120,\"{price}\"");

        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Contains("weekly_sittings.csv,2,price,VALUE_INVALID", folder.Errors());
    }

    [Theory]
    [InlineData("MP-9,monday,lunch,50,5,11:00,12:30,120", "weekly_sittings.csv,3,meal_point,MEAL_POINT_UNKNOWN")]
    [InlineData("MP-1,someday,lunch,50,5,11:00,12:30,120", "meal_points.csv,2,registry_number,WEEK_INCOMPLETE;weekly_sittings.csv,3,weekday,VALUE_INVALID")]
    [InlineData("MP-1,tuesday,lunch,many,5,11:00,12:30,120", "meal_points.csv,2,registry_number,WEEK_INCOMPLETE;weekly_sittings.csv,3,capacity,VALUE_INVALID")]
    [InlineData("MP-1,tuesday,lunch,50,5,12:30,11:00,120", "meal_points.csv,2,registry_number,WEEK_INVALID")]
    [InlineData("MP-1,monday,lunch,50,5,11:00,12:30,120", "meal_points.csv,2,registry_number,WEEK_INVALID")]
    public static async Task Takes_no_meal_point_with_half_a_week(string row, string errors)
    {
        using var folder = new Folder()
            .With("meal_points.csv", Points, "MP-1,金山助餐点,321102,金山路1号,32.2,119.45")
            .With("weekly_sittings.csv", Weeks, "MP-1,monday,lunch,50,5,11:00,12:30,120", row);

        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal(errors.Split(';'), folder.Errors().Order());
    }

    [Theory]
    [InlineData("MP-1,2026-11-24,lunch,E-1,served,dine_in,2026-11-23 09:00,,2026-11-24 11:30", null)]
    [InlineData("MP-1,2026-11-24,lunch,E-1,served,dine_in,2026-11-23 09:00,,", "served_at,VALUE_MISSING")]
    [InlineData("MP-1,2026-11-24,lunch,E-1,served,dine_in,,,2026-11-24 11:30", "booked_at,VALUE_MISSING")]
    [InlineData("MP-1,2026-11-24,lunch,E-1,cancelled,dine_in,2026-11-23 09:00,,", "cancelled_at,VALUE_MISSING")]
    [InlineData("MP-1,2026-11-24,lunch,E-1,cancelled,dine_in,2026-11-23 09:00,2026-11-23 08:00,", "booked_at,VALUE_INVALID")]
    [InlineData("MP-1,2026-11-24,lunch,E-1,served,dine_in,2026-11-23 09:00,,2026-11-25 11:30", "served_at,VALUE_INVALID")]
    [InlineData("MP-1,2026-11-24,lunch,E-1,served,dine_in,2026-11-24 12:00,2026-11-24 12:30,2026-11-24 11:30", "cancelled_at,VALUE_UNEXPECTED")]
    [InlineData("MP-1,2026-11-24,lunch,E-1,no_show,dine_in,2026-11-23 09:00,,2026-11-24 11:30", "served_at,VALUE_UNEXPECTED")]
    [InlineData("MP-1,2026-11-24,lunch,E-1,walk_in,,2026-11-23 09:00,,2026-11-24 11:30", "booked_at,VALUE_UNEXPECTED")]
    [InlineData("MP-1,2026-11-24,lunch,E-1,served,dine_in,0001-01-01 00:00,,2026-11-24 11:30", "booked_at,DATE_OUT_OF_RANGE")]
    [InlineData("MP-1,1926-11-24,lunch,E-1,walk_in,,,,2026-11-24 11:30", "date,DATE_OUT_OF_RANGE")]
    [InlineData("MP-1,2026-11-25,lunch,E-1,walk_in,,,,2026-11-25 11:30", "date,DATE_NOT_PAST")]
    [InlineData("MP-9,2026-11-24,lunch,E-1,walk_in,,,,2026-11-24 11:30", "meal_point,MEAL_POINT_UNKNOWN")]
    [InlineData("MP-1,2026-11-24,lunch,E-9,walk_in,,,,2026-11-24 11:30", "elder,ELDER_UNKNOWN")]
    [InlineData("MP-1,2026-11-23,lunch,E-1,walk_in,,,,2026-11-23 11:40", "elder,ROW_TWICE")]
    [InlineData("MP-2,2026-11-23,lunch,E-1,walk_in,,,,2026-11-23 11:40", "elder,PORTION_TAKEN_ELSEWHERE")]
    public static async Task Reports_a_bad_portion_of_the_past(string row, string? error)
    {
        using var folder = City().With("meal_history.csv", History, "MP-1,2026-11-23,lunch,E-1,walk_in,,,,2026-11-23 11:30", row);

        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal(error is null ? [] : [$"meal_history.csv,3,{error}"], folder.Errors());
    }

    [Fact]
    public static async Task Wants_the_rows_of_a_sitting_together()
    {
        using var folder = City().With(
            "meal_history.csv", History,
            "MP-1,2026-11-23,lunch,E-1,walk_in,,,,2026-11-23 11:30",
            "MP-1,2026-11-24,lunch,E-1,walk_in,,,,2026-11-24 11:30",
            "MP-1,2026-11-23,lunch,E-2,walk_in,,,,2026-11-23 11:31");

        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal(["meal_history.csv,4,date,SITTING_SCATTERED"], folder.Errors());
    }

    [Fact]
    public static async Task Does_not_add_to_a_sitting_of_the_past_that_is_there_already()
    {
        using var folder = City().With("meal_history.csv", History, "MP-1,2026-11-23,lunch,E-1,walk_in,,,,2026-11-23 11:30");
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);

        folder.With(
            "meal_history.csv", History, "MP-1,2026-11-23,lunch,E-1,walk_in,,,,2026-11-23 11:30",
            "MP-1,2026-11-23,lunch,E-2,walk_in,,,,2026-11-23 11:31");
        var report = await folder.ImportAsync(store);

        Assert.Equal(["meal_history.csv,3,,SITTING_EXISTS_OTHERWISE"], folder.Errors());
        Assert.Equal(0, report.Events);
    }

    private static Folder City() => new Folder()
        .With("elders.csv", Elders, Good, "E-2,李建国,321199195503275379,,,321102,,,,,")
        .With("meal_points.csv", Points, "MP-1,金山助餐点,321102,金山路1号,32.2,119.45", "MP-2,焦山助餐点,321102,焦山路1号,32.2,119.46")
        .With("weekly_sittings.csv", Weeks, "MP-1,monday,lunch,50,5,11:00,12:30,120");
}
