using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Eldercare.Store.Writing;

/// <summary>The two tables the writer keeps beside the events, in the same transaction.</summary>
internal static class WriterTables
{
    public const string Claims = StoreSchema.Name + ".claims";
    public const string Receipts = StoreSchema.Name + ".receipts";

    /// <summary>Who holds the claims of these kinds, subjects and slots.</summary>
    public const string ReadClaims = $"""
        select c.kind, c.subject, c.slot, c.holder from unnest($2::text[], $3::uuid[], $4::int[]) as k(kind, subject, slot)
        cross join lateral (select c.kind, c.subject, c.slot, c.holder from {Claims} c
            where c.tenant_id = $1 and c.kind = k.kind and c.subject = k.subject and c.slot = k.slot limit 1) c
        """;

    public static Table ClaimsDdl()
    {
        var table = new Table(Name("claims")) { PrimaryKeyName = "pk_claims" };
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn("kind", "text").AsPrimaryKey();
        table.AddColumn("subject", "uuid").AsPrimaryKey();
        table.AddColumn("slot", "integer").AsPrimaryKey();
        table.AddColumn("holder", "uuid").NotNull();
        return table;
    }

    public static Table ReceiptsDdl()
    {
        var table = new Table(Name("receipts")) { PrimaryKeyName = "pk_receipts" };
        table.AddColumn("tenant_id", "text").AsPrimaryKey();
        table.AddColumn("key", "text").AsPrimaryKey();
        table.AddColumn("command", "text").NotNull();
        table.AddColumn("fingerprint", "bigint").NotNull();
        table.AddColumn("refusal", "text");
        table.AddColumn("refusal_data", "jsonb");
        table.AddColumn("at", "timestamptz").NotNull();
        return table;
    }

    private static PostgresqlObjectName Name(string table) =>
        new(StoreSchema.Name, table, SchemaUtils.IdentifierUsage.General);
}
