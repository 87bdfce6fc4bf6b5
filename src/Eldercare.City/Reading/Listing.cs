using Eldercare.Store.Tables;

namespace Eldercare.City.Reading;

/// <summary>A list to page through, in parts: <see cref="Query.PageAsync"/> adds where each row stands to the columns, and which rows to the end.</summary>
/// <param name="Columns">What is read of each row.</param>
/// <param name="From">Where from, and the conditions, to which others can be added.</param>
internal readonly record struct Listing(string Columns, string From)
{
    /// <summary>Before the select: <c>with …</c>.</summary>
    public string With { get; init; } = string.Empty;

    /// <summary>The whole list as one statement.</summary>
    public string Sql => And(string.Empty);

    /// <summary>Rows of one table.</summary>
    /// <param name="alias">What the table is called in the conditions.</param>
    /// <param name="where">The conditions.</param>
    public static Listing Of<TRow>(string alias, string where)
        where TRow : class => new(RowReader<TRow>.Columns(alias), $"{RowReader<TRow>.Table} {alias} where {where}");

    /// <summary>With further conditions.</summary>
    public static Listing operator +(Listing list, string conditions) => list with { From = list.From + conditions };

    /// <summary>The statement with a column behind the others.</summary>
    /// <param name="column">Begins with a comma; none when empty.</param>
    public string And(string column) => $"{With} select {Columns}{column} from {From}";
}
