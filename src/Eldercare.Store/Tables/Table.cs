namespace Eldercare.Store.Tables;

/// <summary>
/// A record kept as a row of a flat table: one column a constructor parameter, in snake case. The tenant column is added in front.
/// Column types: typed ids and Guid (uuid), string and enums (text), int, long, bool, DateOnly, TimeOnly, DateTimeOffset, double, Fen (bigint); anything else is
/// JSON (jsonb), as in events.
/// </summary>
/// <param name="name">The table's name.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TableAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>Index definitions: columns, comma separated; the tenant column leads each.</summary>
    public string[] Indexes { get; init; } = [];

    /// <summary>Unique index definitions, likewise; a null never collides.</summary>
    public string[] UniqueIndexes { get; init; } = [];

    /// <summary>
    /// Text columns with an index of their trigrams (pg_trgm), for <c>like</c> with the wildcard in front. These indexes are of all
    /// cities: the tenant is looked at afterwards.
    /// </summary>
    public string[] Trigrams { get; init; } = [];
}

/// <summary>Marks the parameters that make up the row's key, in order.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class KeyAttribute : Attribute;

/// <summary>Marks a property that is written as a column and never read back: what it says follows from the others, and is there to be found by.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DerivedAttribute : Attribute;
