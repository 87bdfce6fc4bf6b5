using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eldercare.Store;
using Eldercare.Store.Ids;

namespace Eldercare.City.Tests.Events;

/// <summary>Makes a first stored sample of an event type: plausible values, every property filled, the same each time.</summary>
internal static class EventSample
{
    public static string Of(Type type) =>
        EventSchema.Text(JsonSerializer.SerializeToNode(Value(type, type.Name), type, EventJson.Options)!);

    private static object Value(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return name == "District" ? "321102" : $"{name} 样例";
        if (type == typeof(int)) return name == "BornInMonth" ? 194803 : 45;
        if (type == typeof(long)) return 1_000_000L;
        if (type == typeof(Fen)) return new Fen(800);
        if (type == typeof(decimal)) return 12.5m;
        if (type == typeof(bool)) return true;
        if (type == typeof(double)) return name == "Latitude" ? 32.2044 : 119.4528;
        if (type == typeof(Guid)) return NameBasedId.Of($"sample:{name}");
        if (type == typeof(DateOnly)) return new DateOnly(2026, 3, 2);
        if (type == typeof(TimeOnly)) return new TimeOnly(11, 30);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 3, 2, 3, 30, 0, TimeSpan.Zero);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return Array(type, name);

        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke(
            [.. constructor.GetParameters().Select(p => Value(p.ParameterType, p.Name == "Value" ? type.Name : p.Name!))]);
    }

    private static object Array(Type type, string name)
    {
        var item = type.GetGenericArguments()[0];
        var items = System.Array.CreateInstance(item, 1);
        items.SetValue(Value(item, name), 0);
        return typeof(ImmutableArray).GetMethods()
            .First(m => m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(item).Invoke(null, [items])!;
    }
}
