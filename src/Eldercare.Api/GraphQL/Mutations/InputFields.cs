using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>Declares a mutation's input.</summary>
public sealed class InputFields(InputObjectGraphType type)
{
    private const int LongestKey = 200;
    private readonly Dictionary<Type, string> _ids = [];

    /// <summary>
    /// The input field that takes ids of a type: where an unknown id of that type came from. Likewise, under the refusal's own type, the one
    /// that takes codes of districts.
    /// </summary>
    public IReadOnlyDictionary<Type, string> Ids => _ids;

    public InputFields Id<TId>(string name, string description, bool required = true)
        where TId : struct, IId<TId>
    {
        _ids.TryAdd(typeof(TId), name);
        return Add<IdGraphType>(name, description, required, value => GlobalId.Parse<TId>(value as string));
    }

    public InputFields IdList<TId>(string name, string description)
        where TId : struct, IId<TId> => Add<ListGraphType<NonNullGraphType<IdGraphType>>>(
            name, description, required: true, value => ((IEnumerable<object>)value).Select(v => GlobalId.Parse<TId>(v as string)).ToImmutableArray());

    public InputFields Text(string name, string description, bool required = true) =>
        Add<StringGraphType>(name, description, required);

    /// <summary>Free text that goes into an event: who writes it has to know that nobody can take it back.</summary>
    public InputFields Reason(string description, bool required = true) =>
        Text("reason", $"{description} Kept for ever; no personal data.", required);

    public InputFields Texts(string name, string description) => Add<ListGraphType<NonNullGraphType<StringGraphType>>>(
        name, description, required: true, value => ((IEnumerable<object>)value).Cast<string>().ToImmutableArray());

    /// <summary>Codes of districts, of which one may not be known.</summary>
    public InputFields Districts(string name, string description)
    {
        _ids.TryAdd(typeof(DistrictUnknown), name);
        return Texts(name, description);
    }

    /// <summary>A list of an enum's values.</summary>
    public InputFields Codes<TGraph, TEnum>(string name, string description)
        where TGraph : IGraphType
        where TEnum : struct, Enum => Add<ListGraphType<NonNullGraphType<TGraph>>>(
            name, description, required: true, value => ((IEnumerable<object>)value).Cast<TEnum>().ToImmutableArray());

    public InputFields Date(string name, string description, bool required = true) => Add<LocalDateScalar>(name, description, required);

    /// <summary>A field of any graph type.</summary>
    public InputFields Of<TGraph>(string name, string description, bool required = true, Func<object, object>? parse = null)
        where TGraph : IGraphType => Add<TGraph>(name, description, required, parse);

    /// <summary>Point, date and meal.</summary>
    public InputFields Sitting() => Id<MealPointId>("mealPoint", "Which meal point.")
        .Date("date", "Which day.").Of<MealEnum>("meal", "Which meal.");

    /// <summary>Latitude and longitude.</summary>
    public InputFields Position() => Of<FloatGraphType>("latitude", "Degrees, WGS 84.").Of<FloatGraphType>("longitude", "Degrees, WGS 84.");

    internal void IdempotencyKey() => Add<StringGraphType>(
        "idempotencyKey",
        "1 to 200 printable characters, your own for this wish: sending it again gives the first answer again.",
        required: true,
        value => value is string { Length: >= 1 and <= LongestKey } key && !key.Any(char.IsControl)
            ? key
            : throw new BadValueException("幂等键为1至200个可见字符，例如一个新的uuid。", "An idempotency key has 1 to 200 printable characters, such as a new uuid."));

    private InputFields Add<TGraph>(string name, string description, bool required, Func<object, object>? parse = null)
        where TGraph : IGraphType
    {
        var field = type.Field(name, required ? typeof(NonNullGraphType<TGraph>) : typeof(TGraph)).Description(description);
        if (parse is not null) field.ParseValue(parse);
        return this;
    }
}

/// <summary>A mutation's input as it came, with ids and scalars parsed.</summary>
public sealed class Input(IDictionary<string, object?> values, RequestContext request)
{
    public RequestContext Request { get; } = request;

    public string IdempotencyKey => (string)values["idempotencyKey"]!;

    /// <summary>A required field, or an optional one's default.</summary>
    public T Get<T>(string name) => values.TryGetValue(name, out var value) && value is T typed ? typed : default!;

    public T? May<T>(string name)
        where T : struct => values.TryGetValue(name, out var value) && value is T typed ? typed : null;

    public string Text(string name) => Get<string>(name);

    public MealPointId Point => Get<MealPointId>("mealPoint");

    public DateOnly Date => Get<DateOnly>("date");

    public Meal Meal => Get<Meal>("meal");

    public ElderId Elder => Get<ElderId>("elder");

    public BedId Bed => Get<BedId>("bed");

    public ApplicationId Application => Get<ApplicationId>("application");

    /// <summary>The home a bed stands in, which never changes; null when there is no such bed.</summary>
    public ValueTask<HomeId?> HomeOfAsync(BedId bed) => Request.Api.Places.HomeOfAsync(bed, Request.Cancellation);

    public double Number(string name) => Get<double>(name);

    /// <summary>A hash of the wish: the mutation and its input but for the key, whatever the order of the fields.</summary>
    public long Asked(string mutation)
    {
        var asked = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            if (value is not null && name != "idempotencyKey") asked[name] = value;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { mutation, asked }, EventJson.Options), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }

    /// <summary>An id for something new: the same wish of the same caller gives the same id, so that a repetition founds nothing twice.</summary>
    public Guid NewId(string kind) => NameBasedId.Of($"{kind}:{Request.Api.CityName}:{Request.Caller.Subject}:{IdempotencyKey}");
}
