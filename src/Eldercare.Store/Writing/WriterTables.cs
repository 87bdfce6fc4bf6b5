using Eldercare.Store.Deciding;
using Npgsql;
using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Eldercare.Store.Writing;

/// <summary>The tables the writer keeps beside the events, in the same transaction.</summary>
internal static class WriterTables
{
    public const string Claims = StoreSchema.Name + ".claims";
    public const string Receipts = StoreSchema.Name + ".receipts";
    public const string Spans = StoreSchema.Name + ".spans";

    /// <summary>Who holds the claims of these kinds, subjects and slots.</summary>
    public const string ReadClaims = $"""
        select c.kind, c.subject, c.slot, c.holder from unnest($2::text[], $3::uuid[], $4::int[]) as k(kind, subject, slot)
        cross join lateral (select c.kind, c.subject, c.slot, c.holder from {Claims} c
            where c.tenant_id = $1 and c.kind = k.kind and c.subject = k.subject and c.slot = k.slot limit 1) c
        """;

    /// <summary>The spans of these kinds and subjects.</summary>
    public const string ReadSpans = $"""
        select s.kind, s.subject, s.starts_on, s.ends_on, s.holder from unnest($2::text[], $3::uuid[]) as k(kind, subject)
        cross join lateral (select s.kind, s.subject, s.starts_on, s.ends_on, s.holder from {Spans} s
            where s.tenant_id = $1 and s.kind = k.kind and s.subject = k.subject offset 0) s
        order by s.starts_on
        """;

    /// <summary>A row of <see cref="ReadSpans"/>.</summary>
    public static (Timeline Timeline, Span Span) ReadSpan(NpgsqlDataReader reader) => (
        new(reader.GetString(0), reader.GetGuid(1)),
        new(reader.GetFieldValue<DateOnly>(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3), reader.GetGuid(4)));

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

    public static Table SpansDdl() => new SpansTable();

    private static PostgresqlObjectName Name(string table) =>
        new(StoreSchema.Name, table, SchemaUtils.IdentifierUsage.General);

    /// <summary>
    /// Guarded by the database and not by whoever writes: no two spans of one timeline have a day in common, whatever host or command
    /// they come from. Weasel knows no exclusion constraints, so it is added when the table is.
    /// </summary>
    private sealed class SpansTable : Table
    {
        private const string NeverOverlap = "spans_never_overlap";

        public SpansTable()
            : base(Name("spans"))
        {
            PrimaryKeyName = "pk_spans";
            AddColumn("tenant_id", "text").AsPrimaryKey();
            AddColumn("kind", "text").AsPrimaryKey();
            AddColumn("subject", "uuid").AsPrimaryKey();
            AddColumn("starts_on", "date").AsPrimaryKey();
            AddColumn("ends_on", "date");
            AddColumn("holder", "uuid").NotNull();
            IgnoreIndex(NeverOverlap);
        }

        public override void WriteCreateStatement(Migrator migrator, TextWriter writer)
        {
            base.WriteCreateStatement(migrator, writer);
            writer.WriteLine($"""
                ALTER TABLE {Identifier} ADD CONSTRAINT {NeverOverlap} EXCLUDE USING gist
                    (tenant_id WITH =, kind WITH =, subject WITH =, daterange(starts_on, ends_on) WITH &&);
                """);
        }
    }
}
