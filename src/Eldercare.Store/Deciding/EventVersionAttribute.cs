using System.Reflection;

namespace Eldercare.Store.Deciding;

/// <summary>
/// How often an event type has grown; 1 without it. A version adds properties that may be null or have a default, and changes nothing
/// else, so that an event of any earlier version is read as it stands. What cannot be said so is a new event type beside the old one.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventVersionAttribute(int version) : Attribute
{
    public int Version { get; } = version;

    public static int Of(Type fact) => fact.GetCustomAttribute<EventVersionAttribute>(inherit: false)?.Version ?? 1;
}
