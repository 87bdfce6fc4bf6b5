using Npgsql;

namespace Eldercare.Store;

/// <summary>
/// A connection that prepares by itself can come to believe in a statement its server does not have, after a fault in the middle of a
/// batch (npgsql issues 3002 and 4082), and would fail for as long as it lives: it goes back to the pool as a good one.
/// Seen once, in a writer that then answered nobody. Who meets it gives the idle connections up and tries again.
/// </summary>
internal static class LostStatements
{
    public static bool Are(Exception fault) => fault is PostgresException { SqlState: PostgresErrorCodes.InvalidSqlStatementName };
}
