using Eldercare.Api.SignIn;
using static Eldercare.Api.Tests.TestApi;

namespace Eldercare.Api.Tests;

public sealed class DeliveryTests(TestApi api)
{
    /// <summary>Who brings a meal has to know where to; when the day is over nobody does.</summary>
    [Theory]
    [InlineData(Role.MealPointStaff, "2199-01-01", "address-secret")]
    [InlineData(Role.DistrictOffice, "2199-01-01", "address-secret")]
    [InlineData(Role.MealPointStaff, "2026-03-02", null)]
    [InlineData(Role.CityOffice, "2026-03-02", null)]
    public async Task A_stop_s_door_is_known_until_the_day_is_over(Role role, string date, string? address)
    {
        var reply = await api.AskAsync(role, Doors(date, "address phone"));
        var stop = reply.Data.GetProperty("deliveryRuns")[0].GetProperty("stops")[0];
        Assert.Equal(address, stop.GetProperty("address").GetString());
        Assert.Equal(address?.Replace("address", "phone", StringComparison.Ordinal), stop.GetProperty("phone").GetString());
    }

    [Fact]
    public async Task An_auditor_sees_the_stops_and_no_doors()
    {
        Assert.Empty((await api.AskAsync(Role.Auditor, Doors("2199-01-01", "state"))).Codes);
        var reply = await api.AskAsync(Role.Auditor, Doors("2199-01-01", "state address"));
        Assert.Equal(["FORBIDDEN"], reply.Codes);
        Assert.DoesNotContain("secret", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.MealPointStaff, "mealPoint", true)]
    [InlineData(Role.MealPointStaff, "elsewhere", false)]
    [InlineData(Role.MealPointStaff, "district", false)]
    [InlineData(Role.DistrictOffice, "mealPoint", true)]
    [InlineData(Role.DistrictOffice, "district", true)]
    [InlineData(Role.DistrictOffice, "all", false)]
    [InlineData(Role.CityOffice, "all", true)]
    public async Task Alerts_are_read_by_who_has_to_look_after_them(Role role, string of, bool may)
    {
        var arguments = of switch
        {
            "mealPoint" => $"(mealPoint: \"{GlobalId(FakeCity.PointA)}\")",
            "elsewhere" => $"(mealPoint: \"{GlobalId(FakeCity.PointB)}\")",
            "district" => $"(district: \"{FakeCity.Here}\")",
            _ => "",
        };
        var reply = await api.AskAsync(role, $"{{ welfareAlerts{arguments} {{ nodes {{ id open elder {{ name }} }} }} }}");
        Assert.Equal(may ? [] : ["FORBIDDEN"], reply.Codes);
    }

    private static string Doors(string date, string fields) =>
        $"{{ deliveryRuns(mealPoint: \"{GlobalId(FakeCity.PointA)}\", date: \"{date}\") {{ stops {{ {fields} }} }} }}";
}
