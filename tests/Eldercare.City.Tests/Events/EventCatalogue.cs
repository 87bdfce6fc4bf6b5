using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Writing;
using Eldercare.Testing;

namespace Eldercare.City.Tests.Events;

/// <summary>Every event type of every context, and where its schema and sample are kept.</summary>
internal static class EventCatalogue
{
    /// <summary>Raised for a type whose shape changes, together with an upcaster; the files of the versions before stay.</summary>
    private const int Version = 1;

    private static readonly IContextModule[] s_modules = [new PeopleModule(), new MealsModule(), new BedsModule(), new CityModule()];

    public static string Folder { get; } = SolutionFolder.Of("schema", "events");

    public static ImmutableArray<CatalogueEntry> All { get; } =
    [
        .. from module in s_modules
           let events = new EventTypes([module])
           from type in events.Facts
           let name = $"{events.NameOf(type).Alias}.v{Version}.json"
           orderby module.Name, name
           select new CatalogueEntry(
               type, Path.Combine(Folder, module.Name, name), Path.Combine(Folder, module.Name, "samples", name)),
    ];

    public static TheoryData<Type> Types => [.. All.Select(e => e.Type)];

    public static CatalogueEntry Of(Type type) => All.Single(e => e.Type == type);
}

internal sealed record CatalogueEntry(Type Type, string Schema, string Sample);
