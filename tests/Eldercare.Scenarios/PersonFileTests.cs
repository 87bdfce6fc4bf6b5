using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>What offices and the elder herself keep about a person, as they read it back.</summary>
public sealed class PersonFileTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_entitlement_names_its_evidence_and_who_decided_from_the_grant_to_its_end()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var elder = GlobalId.Of(await city.RegisterElderAsync(1));
        using var clerk = city.As(Role.DistrictOffice, "clerk-jingkou");
        var evidence = new[] { new { kind = "CROSS_CHECK", reference = "item 17", checkedOn = "2026-01-02" } };
        object Grant(object pieces, string category = "MINIMUM_LIVING") => new { elder, category, from = "2026-01-05", evidence = pieces, reason = "On request" };

        Assert.Equal("TEXT_INVALID", (await clerk.MutateAsync("grantEntitlement", Grant(Array.Empty<object>()))).Code);
        Assert.Equal("TOO_YOUNG_FOR_ENTITLEMENT", (await clerk.MutateAsync("grantEntitlement", Grant(evidence, "CENTENARIAN"))).Code);
        Assert.Null((await clerk.MutateAsync("grantEntitlement", Grant(evidence))).Code);
        Assert.Equal("ENTITLEMENT_OVERLAPS", (await clerk.MutateAsync("grantEntitlement", Grant(evidence))).Code);
        Assert.Null((await clerk.MutateAsync("recordHukou", new { elder, local = true, evidence })).Code);
        Assert.Null((await city.Http.MutateAsync("endEntitlement", new { elder, category = "MINIMUM_LIVING", lastDay = "2026-06-30", evidence })).Code);
        Assert.Equal("ENTITLEMENT_NOT_HELD", (await city.Http.MutateAsync(
            "endEntitlement", new { elder, category = "MINIMUM_LIVING", lastDay = "2026-07-01", evidence })).Code);

        using var auditor = city.As(Role.Auditor, "auditor");
        var query = $$"""
            { elder(id: "{{elder}}") { localHukou entitlements {
              category from until reason decidedBy evidence { kind reference checkedOn } ended { decidedBy reason evidence { reference } } } } }
            """;
        await Eventually.EqualAsync(
            """{"elder":{"localHukou":true,"entitlements":[{"category":"MINIMUM_LIVING","from":"2026-01-05","until":"2026-06-30","reason":"On request","decidedBy":"clerk-jingkou","evidence":[{"kind":"CROSS_CHECK","reference":"item 17","checkedOn":"2026-01-02"}],"ended":{"decidedBy":"scenario","reason":null,"evidence":[{"reference":"item 17"}]}}]}}""",
            async () => (await auditor.AskAsync(query)).GetRawText());
        Assert.Equal(
            """[{"From": "2026-01-05"}]""".Replace("From", "from", StringComparison.Ordinal),
            await city.TextAsync("select jsonb_agg(h - 'until' - 'category')::text from eldercare.elder_entitlements, jsonb_array_elements(held) h"));

        // The kitchen of the elder's meal point, and another elder, read nothing of it.
        using var other = city.As(Role.Elder, "other", Guid.NewGuid());
        Assert.Equal("FORBIDDEN", await other.ErrorAsync(query));
        Assert.Equal("FORBIDDEN", await other.MutationErrorAsync("grantEntitlement", Grant(evidence)));
    }

    [Fact]
    public async Task An_elder_says_whom_to_ring_what_she_agrees_to_and_how_to_write_to_her()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var id = await city.RegisterElderAsync(1);
        var elder = GlobalId.Of(id);
        using var herself = city.As(Role.Elder, "herself", id.Value);
        var today = CityUnderTest.Text(CityUnderTest.Today);
        object Contact(string phone) => new { name = "安明", relation = "CHILD", phone, emergency = true };

        Assert.Null((await herself.MutateAsync("changeContacts", new { elder, contacts = new[] { Contact("13900000001") } })).Code);
        Assert.Equal("TEXT_INVALID", (await herself.MutateAsync("changeContacts", new { elder, contacts = new[] { Contact("none") } })).Code);
        Assert.Null((await herself.MutateAsync("giveConsent", new { elder, purpose = "SMS", on = today, means = "ONLINE" })).Code);
        Assert.Null((await herself.MutateAsync("giveConsent", new { elder, purpose = "PHOTO", on = today, means = "ONLINE" })).Code);
        Assert.Null((await herself.MutateAsync("withdrawConsent", new { elder, purpose = "PHOTO", on = today })).Code);
        Assert.Equal("TEXT_INVALID", (await herself.MutateAsync("changePreferences", new { elder, language = "EN", quietFrom = "21:00" })).Code);
        Assert.Null((await herself.MutateAsync(
            "changePreferences", new { elder, language = "EN", quietFrom = "21:00", quietUntil = "07:00" })).Code);
        var changed = await city.Http.MutateAsync(
            "changeElderDetails", new { elder, name = "安娜", phone = "13900000002", district = CityUnderTest.District },
            select: "elder { name phone address contacts { name relation phone emergency } consents { purpose on means } preferences { language quietFrom quietUntil } }");

        Assert.Equal(
            """{"name":"安娜","phone":"13900000002","address":null,"contacts":[{"name":"安明","relation":"CHILD","phone":"13900000001","emergency":true}],"consents":[{"purpose":"SMS","on":"TODAY","means":"ONLINE"}],"preferences":{"language":"EN","quietFrom":"21:00:00","quietUntil":"07:00:00"}}"""
                .Replace("TODAY", today, StringComparison.Ordinal),
            changed.Payload.GetProperty("elder").GetRawText());
        Assert.Null((await city.Http.MutateAsync("changeCareLevel", new
        {
            elder,
            level = "SEVERE",
            standard = "GB/T 42195-2022",
            assessedOn = "2026-03-02",
            expiresOn = "2028-03-01",
            assessedBy = "ZJ-0042",
        })).Code);
        Assert.Equal(
            """{"level":"SEVERE","standard":"GB/T 42195-2022","assessedOn":"2026-03-02","expiresOn":"2028-03-01","assessedBy":"ZJ-0042"}""",
            (await herself.AskAsync($"{{ elder(id: \"{elder}\") {{ assessment {{ level standard assessedOn expiresOn assessedBy }} }} }}"))
                .GetProperty("elder").GetProperty("assessment").GetRawText());
        using var auditor = city.As(Role.Auditor, "auditor");
        Assert.Equal("FORBIDDEN", await auditor.ErrorAsync($"{{ elder(id: \"{elder}\") {{ contacts {{ name }} }} }}"));
        Assert.Equal("FORBIDDEN", await auditor.ErrorAsync($"{{ elder(id: \"{elder}\") {{ preferences {{ language }} }} }}"));
        Assert.Equal("FORBIDDEN", await herself.MutationErrorAsync("changeElderDetails", new { elder, name = "安娜", district = "321102" }));
    }
}
