using System.Text.Json;
using Eldercare.People.Accounts;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Eldercare.Api.SignIn.Server;

/// <summary>
/// The tables of the sign-in server, in a schema of their own. Four are OpenIddict's, column for column as <see cref="SignInContext"/> maps
/// them; they are here, and not left to Entity Framework, so that one script makes the whole database and several hosts may start at once.
/// </summary>
public sealed class SignInModule : IContextModule
{
    public string Name => StoreSchema.SignIn;

    public IEnumerable<StreamType> Streams => [];

    public IEnumerable<Type> Tables => [];

    public IEnumerable<View> Views => [];

    public IEnumerable<Type> Relayed => [];

    public IEnumerable<ISchemaObject> Others =>
    [
        Applications(), Authorizations(), Scopes(), Tokens(),
        Of("keys", "kid", "text", ("created_at", "timestamptz!"), ("signs_from", "timestamptz!"), ("secret", "bytea!")),
        Of("sessions", "id", "bytea", ("account", "uuid!"), ("factor", "boolean!"), ("epoch", "integer!"), ("created_at", "timestamptz!"),
            ("expires_at", "timestamptz!"), ("pending_secret", "bytea"), ("authorizations", "text[]!")),
        Of("attempts", "name", "bytea", ("failures", "integer!"), ("until", "timestamptz"), ("at", "timestamptz!")),
        Of("factors", "account", "uuid", ("epoch", "integer!"), ("secret", "bytea!"), ("step", "bigint!"), ("recovery", "bytea[]!")),
        SignIns(),
    ];

    private static Table Applications()
    {
        var table = Of("applications", "id", "text", ("application_type", "varchar(50)"), ("client_id", "varchar(100)"), ("client_secret", "text"),
            ("client_type", "varchar(50)"), ("concurrency_token", "varchar(50)"), ("consent_type", "varchar(50)"), ("display_name", "text"),
            ("display_names", "text"), ("json_web_key_set", "text"), ("permissions", "text"), ("post_logout_redirect_uris", "text"),
            ("properties", "text"), ("redirect_uris", "text"), ("requirements", "text"), ("settings", "text"));
        return Index(table, unique: true, "client_id");
    }

    private static Table Authorizations()
    {
        var table = Of("authorizations", "id", "text", ("application_id", "text"), ("concurrency_token", "varchar(50)"), ("creation_date", "timestamptz"),
            ("properties", "text"), ("scopes", "text"), ("status", "varchar(50)"), ("subject", "varchar(400)"), ("type", "varchar(50)"));
        return Index(table, unique: false, "application_id", "status", "subject", "type");
    }

    private static Table Scopes() => Index(
        Of("scopes", "id", "text", ("concurrency_token", "varchar(50)"), ("description", "text"), ("descriptions", "text"), ("display_name", "text"),
            ("display_names", "text"), ("name", "varchar(200)"), ("properties", "text"), ("resources", "text")),
        unique: true, "name");

    private static Table Tokens()
    {
        var table = Of("tokens", "id", "text", ("application_id", "text"), ("authorization_id", "text"), ("concurrency_token", "varchar(50)"),
            ("creation_date", "timestamptz"), ("expiration_date", "timestamptz"), ("payload", "text"), ("properties", "text"),
            ("redemption_date", "timestamptz"), ("reference_id", "varchar(100)"), ("status", "varchar(50)"), ("subject", "varchar(400)"), ("type", "varchar(150)"));
        Index(table, unique: true, "reference_id");
        Index(table, unique: false, "authorization_id");
        Index(table, unique: false, "subject");
        // What every host asks for every other second: which access tokens ended before their time.
        return Index(table, unique: false, "status", "type", "expiration_date");
    }

    /// <summary>As it stands in the table: <c>wrong-password</c>.</summary>
    internal static string NameOf(SignInOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());

    /// <summary>Who signed in when, and who tried to: without names.</summary>
    private static Table SignIns()
    {
        var table = Of("sign_ins", "id", "uuid", ("at", "timestamptz!"), ("account", "uuid!"), ("what", "text!"));
        return Index(table, unique: false, "account", "at");
    }

    /// <param name="name">The table.</param>
    /// <param name="key">Its key's column.</param>
    /// <param name="keyType">The key's type.</param>
    /// <param name="columns">The others; an exclamation mark after the type stands for <c>not null</c>.</param>
    private static Table Of(string name, string key, string keyType, params ReadOnlySpan<(string Name, string Type)> columns)
    {
        var table = new Table(new PostgresqlObjectName(StoreSchema.SignIn, name, SchemaUtils.IdentifierUsage.General)) { PrimaryKeyName = $"pk_signin_{name}" };
        table.AddColumn(key, keyType).AsPrimaryKey();
        foreach (var (column, type) in columns)
        {
            var added = table.AddColumn(column, type.TrimEnd('!'));
            if (type.EndsWith('!')) added.NotNull();
        }

        return table;
    }

    private static Table Index(Table table, bool unique, params string[] columns)
    {
        table.Indexes.Add(new IndexDefinition($"ix_signin_{table.Identifier.Name}_{string.Join('_', columns)}") { Columns = columns, IsUnique = unique });
        return table;
    }
}
