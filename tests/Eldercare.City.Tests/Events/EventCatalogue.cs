using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Writing;
using Eldercare.Testing;

namespace Eldercare.City.Tests.Events;

/// <summary>Every version of every event type of every context, and where its schema and sample are kept.</summary>
internal static class EventCatalogue
{
    private static readonly IContextModule[] s_modules = [new PeopleModule(), new SubsidiesModule(), new MealsModule(), new BedsModule(), new CityModule()];

    public static string Folder { get; } = SolutionFolder.Of("schema", "events");

    public static ImmutableArray<CatalogueEntry> All { get; } =
    [
        .. from module in s_modules
           let events = new EventTypes([module])
           from type in events.Facts
           from entry in VersionsOf(type, module.Name, events.NameOf(type).Alias)
           orderby module.Name, entry.Schema
           select entry,
    ];

    public static IEnumerable<CatalogueEntry> Current => All.Where(e => e.IsCurrent);

    public static CatalogueEntry Of(Type type, int version) => All.Single(e => e.Type == type && e.Version == version);

    public static CatalogueEntry Of(Type type) => Current.Single(e => e.Type == type);

    /// <summary>All versions up to the type's own: what was stored once is kept for ever.</summary>
    public static IEnumerable<CatalogueEntry> VersionsOf(Type type, string module, string alias) =>
        from version in Enumerable.Range(1, EventVersionAttribute.Of(type))
        let name = $"{alias}.v{version}.json"
        select new CatalogueEntry(
            type, version, Path.Combine(Folder, module, name), Path.Combine(Folder, module, "samples", name));
}

internal sealed record CatalogueEntry(Type Type, int Version, string Schema, string Sample)
{
    public bool IsCurrent => Version == EventVersionAttribute.Of(Type);
}
