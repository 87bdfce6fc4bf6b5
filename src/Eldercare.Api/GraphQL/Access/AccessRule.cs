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

    /// <summary>For everyone, also without a token.</summary>
    public static T Public<T>(this T element)
        where T : IMetadataWriter => Declare(element, new AccessRule(Roles.All, Open: true));

    /// <summary>For whoever could read the field that led here: parts and payloads that stand for nothing by themselves.</summary>
    public static T AsParent<T>(this T element)
        where T : IMetadataWriter => Public(element);

    /// <summary>The rule in force, or null when nothing was declared.</summary>
    public static AccessRule? RuleOf(FieldType field, IObjectGraphType type, ISchema schema) =>
        field.GetMetadata<AccessRule?>(Key)
        ?? (type == schema.Query || type == schema.Mutation || type == schema.Subscription ? null : type.GetMetadata<AccessRule?>(Key));

    private static T Declare<T>(T element, AccessRule rule)
        where T : IMetadataWriter
    {
        element.Metadata[Key] = rule;
        return element;
    }
}
