using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text;
using Eldercare.City.Messages;
using Eldercare.City.Webhooks;

namespace Eldercare.Api.GraphQL;

/// <summary>Opaque ids of the contract: base64url of <c>Type:uuid</c>.</summary>
public static class GlobalId
{
    private const int UuidLength = 36;

    private static readonly Words s_nothing = new("", "");

    private static readonly FrozenDictionary<Type, string> s_names = new Dictionary<Type, string>
    {
        [typeof(MealPointId)] = "MealPoint",
        [typeof(SittingId)] = "Sitting",
        [typeof(ElderId)] = "Elder",
        [typeof(Eldercare.People.Acting.ActingId)] = "ActingRight",
        [typeof(HomeId)] = "Home",
        [typeof(RoomId)] = "Room",
        [typeof(BedId)] = "Bed",
        [typeof(ApplicationId)] = "Application",
        [typeof(CardId)] = "Card",
        [typeof(SettlementId)] = "Settlement",
        [typeof(MessageId)] = "Message",
        [typeof(DeliveryRunId)] = "DeliveryRun",
        [typeof(WelfareAlertId)] = "WelfareAlert",
        [typeof(KitchenId)] = "Kitchen",
        [typeof(DishId)] = "Dish",
        [typeof(FoodSampleId)] = "FoodSample",
        [typeof(StandingOrderId)] = "StandingOrder",
        [typeof(Eldercare.People.Accounts.AccountId)] = "Account",
        [typeof(WebhookId)] = "Webhook",
        [typeof(WebhookDeliveryId)] = "WebhookDelivery",
    }.ToFrozenDictionary();

    public static bool IsIdType(Type type) => s_names.ContainsKey(type);

    /// <exception cref="KeyNotFoundException">The API shows no such id.</exception>
    public static string NameOf(Type type) => s_names[type];

    public static string NameOf<TId>()
        where TId : struct, IId<TId> => Named<TId>.Name;

    public static string Of<TId>(TId id)
        where TId : struct, IId<TId> => Of(Named<TId>.Name, id.Value);

    public static string Of(string name, Guid id)
    {
        Span<byte> text = stackalloc byte[64];
        var length = Encoding.ASCII.GetBytes(name, text);
        text[length++] = (byte)':';
        id.TryFormat(text[length..], out _);
        return Base64Url.EncodeToString(text[..(length + UuidLength)]);
    }

    /// <summary>The type's name and the uuid, or null when it is no id of ours.</summary>
    public static (string Name, Guid Id)? TryParse(string? text)
    {
        Span<byte> bytes = stackalloc byte[64];
        // The decoder says false to a small buffer, but throws at what is no base64.
        if (text is null || text.Length > 84 || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
            return null;
        var plain = Encoding.ASCII.GetString(bytes[..length]);
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Guid.TryParseExact(plain.AsSpan(colon + 1), "D", out var id) ? (plain[..colon], id) : null;
    }

    /// <exception cref="FormatException">It is not the id of such a thing.</exception>
    public static TId Parse<TId>(string? text)
        where TId : struct, IId<TId>
    {
        if (TryParse(text) is not var (name, id)) throw Wrong<TId>(Guid.TryParse(text, out _) ? new("，只是一个uuid", ", but a bare uuid") : s_nothing);
        if (string.Equals(name, Named<TId>.Name, StringComparison.Ordinal)) return TId.From(id);
        throw Wrong<TId>(s_names.Values.Contains(name) ? new($"，而是{name}的", $", but of {name}") : s_nothing);
    }

    private static BadValueException Wrong<TId>(Words but)
        where TId : struct, IId<TId> => new(
            $"这不是{Named<TId>.Name}的编号{but.Zh}：请使用接口在id中给出的编号，如{Of(Named<TId>.Name, Guid.Empty)[..12]}…。",
            $"This is not the id of a {Named<TId>.Name}{but.En}: give one as the API answers it in `id`, such as `{Of(Named<TId>.Name, Guid.Empty)[..12]}…`.");

    private static class Named<TId>
    {
        public static readonly string Name = s_names[typeof(TId)];
    }
}
