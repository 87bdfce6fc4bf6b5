using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

internal static class Columns
{
    /// <summary>The column a refusal is about, or null when it does not say.</summary>
    public static string? Of(Refusal refusal) => refusal switch
    {
        TextInvalid { Field: "assessedBy" } => "assessed_by",
        TextInvalid { Field: "standard" } => "care_standard",
        TextInvalid { Field: "number" or "contacts" or "lines" } => null,
        TextInvalid { Field: "nameZh" } => "name_zh",
        TextInvalid { Field: "nameEn" } => "name_en",
        TextInvalid { Field: "otherAllergens" } => "other_allergens",
        TextInvalid { Field: "evidence" } => "reference",
        DateInFuture { Field: "evidence" } => "checked_on",
        OrderDateOutOfRange outOfRange => outOfRange.Field,
        EntitlementEndsBeforeItBegins => "until",
        TooYoungForEntitlement or EntitlementOverlaps => "from",
        KitchenUnknown => "kitchen",
        PriceInvalid => "price",
        MenuDayPast => "date",
        DishTextureUnclear => "food",
        SubstituteIsTheDish => "substitute",
        PointNotSupplied => "meal_point",
        BedPriceInvalid => "daily_price",
        FloorInvalid => "floor",
        CertificateDatesInvalid { Field: "validFrom" } => "valid_from",
        CertificateDatesInvalid or CertificateDiffers => "valid_until",
        DateInFuture { Field: "issuedOn" } => "issued_on",
        TextInvalid text => text.Field,
        DateInFuture { Field: "assessedOn" } => "assessed_on",
        DateInFuture { Field: "on" } or DateTooLongAgo { Field: "on" } or AdmittedBeforeBirth or BedTaken or ElderElsewhere => "admitted_on",
        ExpiryBeforeAssessment => "expires_on",
        IdentityNumberInvalid or IdentityNumberTaken => "identity_number",
        DistrictUnknown => "district",
        MealPointUnknown => "meal_point",
        PositionInvalid position => position.Field,
        HomePositionInvalid => "latitude",
        ElderUnknown or ElderHasDied or ApplicationOpen => "elder",
        RoomUnknown => "room",
        _ => null,
    };
}
