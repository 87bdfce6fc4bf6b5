using System.Text.Json;
using System.Text.Json.Serialization;

namespace Eldercare.Clients.DotNet;

// What this client reads of the contract, by the contract's names.
public enum Meal
{
    [JsonStringEnumMemberName("BREAKFAST")]
    Breakfast,
    [JsonStringEnumMemberName("LUNCH")]
    Lunch,
    [JsonStringEnumMemberName("DINNER")]
    Dinner,
}

public sealed record MealPoint(string Id, string Name);

public sealed record Sitting(string Id, Meal Meal, int PlacesLeft, DateTimeOffset ServedFrom);

public sealed record MealPointBoard(MealPoint MealPoint, IReadOnlyList<Sitting>? Sittings);

/// <param name="Sequence">The next <c>after</c>.</param>
/// <param name="Happened">Since the message before; nothing in the first.</param>
/// <param name="Board">The day by now.</param>
public sealed record BoardChange(long Sequence, IReadOnlyList<string> Happened, MealPointBoard? Board);

public sealed record BookMealInput(string IdempotencyKey, string MealPoint, DateOnly Date, Meal Meal, string Elder, string Channel = "DINE_IN");

public sealed record CancelBookingInput(string IdempotencyKey, string MealPoint, DateOnly Date, Meal Meal, string Elder);

public sealed record Booked(Sitting? Sitting, IReadOnlyList<Refusal> Errors);

/// <summary>A member of the union; one this client does not know is read as what all have.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "__typename", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(AlreadyBooked), nameof(AlreadyBooked))]
[JsonDerivedType(typeof(SittingFull), nameof(SittingFull))]
public record Refusal(string Code, string Message, IReadOnlyList<string>? Path);

public sealed record AlreadyBooked(string Code, string Message, IReadOnlyList<string>? Path, string Sitting) : Refusal(Code, Message, Path);

public sealed record SittingFull(string Code, string Message, IReadOnlyList<string>? Path, int Capacity, IReadOnlyList<NearbyMealPoint>? PointsWithRoom)
    : Refusal(Code, Message, Path);

public sealed record NearbyMealPoint(double Metres, MealPoint? MealPoint);

internal sealed record Request<TVariables>(string Query, TVariables Variables);

internal sealed record Answer<TData>(TData? Data, IReadOnlyList<Fault>? Errors)
    where TData : class;

internal sealed record Fault(string Message, FaultExtensions Extensions);

internal sealed record FaultExtensions(string Code);

internal sealed record BoardVariables(string MealPoint, DateOnly Date);

internal sealed record WatchVariables(string MealPoint, DateOnly Date, long? After);

internal sealed record WatchData(BoardChange? MealPointBoardChanged);

internal sealed record InputVariables<TInput>(TInput Input);

internal sealed record PageVariables(int First, string? After);

internal sealed record BoardData(MealPointBoard? MealPointBoard);

internal sealed record BookData(Booked BookMeal);

internal sealed record CancelData(Booked CancelBooking);

internal sealed record PointsData(MealPointPage MealPoints);

internal sealed record MealPointPage(IReadOnlyList<MealPoint> Nodes, PageInfo PageInfo);

internal sealed record PageInfo(string? EndCursor, bool HasNextPage);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Request<BoardVariables>))]
[JsonSerializable(typeof(Request<PageVariables>))]
[JsonSerializable(typeof(Request<WatchVariables>))]
[JsonSerializable(typeof(Request<InputVariables<BookMealInput>>))]
[JsonSerializable(typeof(Request<InputVariables<CancelBookingInput>>))]
[JsonSerializable(typeof(Answer<BoardData>))]
[JsonSerializable(typeof(Answer<BookData>))]
[JsonSerializable(typeof(Answer<WatchData>))]
[JsonSerializable(typeof(Answer<CancelData>))]
[JsonSerializable(typeof(Answer<PointsData>))]
internal sealed partial class MealJson : JsonSerializerContext;
