using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>Decides whether this very thing is within the caller's reach; the roles to judge by are those the rule names.</summary>
public delegate ValueTask<bool> Scope(IResolveFieldContext context, Scopes scopes);

/// <summary>Asks in advance for what the scope will load, so that it is loaded for all fields alike at once.</summary>
public delegate void Preparation(IResolveFieldContext context, Scopes scopes);

/// <summary>Who may use a field.</summary>
/// <param name="Roles">Any of these.</param>
/// <param name="Open">Anyone, also without a token.</param>
/// <param name="Scope">Further condition, if any.</param>
/// <param name="Prepare">Before the condition, if it loads.</param>
public sealed record AccessRule(Role Roles, bool Open = false, Scope? Scope = null, Preparation? Prepare = null)
{
    /// <summary>Roles reach as far as they usually do; without it everywhere. So it is with a scope, or when the resolver looks itself.</summary>
    public bool Scoped { get; init; } = Scope is not null;

    /// <summary>Roles that reach further here than they usually do, or less far.</summary>
    public ImmutableDictionary<Role, Extent> Otherwise { get; init; } = ImmutableDictionary<Role, Extent>.Empty;

    /// <summary>How far one role gets.</summary>
    public Extent ExtentOf(Role role) => Open ? Extent.Everywhere
        : (Roles & role) == Role.None ? Extent.Nothing
        : Otherwise.TryGetValue(role, out var extent) ? extent
        : Scoped ? Extents.UsualOf(role) : Extent.Everywhere;

    /// <summary>What holds for a field that declares nothing.</summary>
    public static AccessRule Nobody { get; } = new(Role.None);
}

/// <summary>The declarations. A field that has none takes its type's; fields of Query and Mutation must have their own.</summary>
public static class AccessDeclarations
{
    private const string Key = "eldercare.access";

    /// <summary>For callers with one of these roles, and within <paramref name="scope"/> if given.</summary>
    public static T For<T>(this T element, Role roles, Scope? scope = null, Preparation? prepare = null)
        where T : IMetadataWriter => Declare(element, new AccessRule(roles, Open: false, scope, prepare));

    /// <summary>The resolver looks itself whether what is asked for is within reach.</summary>
    public static T Scoped<T>(this T element)
        where T : IMetadataWriter => Declare(element, Declared(element) with { Scoped = true });

    /// <summary>These roles reach further here than they usually do, or less far.</summary>
    public static T Reaching<T>(this T element, Role roles, Extent extent)
        where T : IMetadataWriter
    {
        var rule = Declared(element);
        return Declare(element, rule with
        {
            Otherwise = rule.Otherwise.SetItems(Roles.Named.Where(r => (roles & r.Role) != Role.None).Select(r => KeyValuePair.Create(r.Role, extent))),
        });
    }

    /// <summary>For everyone, also without a token.</summary>
    public static T Public<T>(this T element)
        where T : IMetadataWriter => Declare(element, new AccessRule(Roles.All, Open: true));

    /// <summary>For whoever could read the field that led here: parts and payloads that stand for nothing by themselves.</summary>
    public static T AsParent<T>(this T element)
        where T : IMetadataWriter => Public(element);

    /// <summary>The rule in force, or null when nothing was declared.</summary>
    public static AccessRule? RuleOf(FieldType field, IObjectGraphType type, ISchema schema) =>
        field.GetMetadata<AccessRule?>(Key)
        ?? (Roots(schema).Contains(type) ? null : type.GetMetadata<AccessRule?>(Key));

    /// <summary>What the type itself declares.</summary>
    public static AccessRule? RuleOf(IObjectGraphType type) => type.GetMetadata<AccessRule?>(Key);

    /// <summary>The types whose fields are operations.</summary>
    public static IEnumerable<IObjectGraphType> Roots(ISchema schema) => new[] { schema.Query, schema.Mutation, schema.Subscription }.OfType<IObjectGraphType>();

    private static AccessRule Declared(IMetadataWriter element) => (AccessRule?)element.Metadata.GetValueOrDefault(Key)
        ?? throw new InvalidOperationException("Say for whom it is first.");

    private static T Declare<T>(T element, AccessRule rule)
        where T : IMetadataWriter
    {
        element.Metadata[Key] = rule;
        return element;
    }
}
