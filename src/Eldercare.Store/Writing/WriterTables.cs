using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Eldercare.Store.Writing;

/// <summary>The two tables the writer keeps beside the events, in the same transaction.</summary>
internal static class WriterTables
{
    public const string Claims = StoreSchema.Name + ".claims";
    public const string Receipts = StoreSchema.Name + ".receipts";

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
