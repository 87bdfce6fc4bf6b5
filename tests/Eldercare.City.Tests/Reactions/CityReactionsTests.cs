using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.Store;
using JasperFx.Events;
using Wolverine;
using Wolverine.Runtime.Serialization;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class CityReactionsTests
{
    [Fact]
    public static void Relayed_events_survive_the_queue_in_the_database()
    {
        var options = SystemTextJsonSerializer.DefaultOptions();
        EventJson.Configure(options);
        var serializer = new SystemTextJsonSerializer(options);
        var relayed = Given.Event(new BedOffered(Wish, Anna, BedOne, Hillside, Now.AddDays(5)));

        var data = serializer.Write(new Envelope(relayed));
        var read = (Event<BedOffered>)serializer.ReadFromData(typeof(Event<BedOffered>), new Envelope { Data = data });

        Assert.Equal(
            (relayed.Data, relayed.Id, relayed.TenantId, relayed.Sequence), (read.Data, read.Id, read.TenantId, read.Sequence));
    }

    [Fact]
    public static void Handles_every_event_the_contexts_relay()
    {
        var handled = typeof(CityReactions).Assembly.GetExportedTypes()
            .SelectMany(t => t.GetMethods().Where(m => m.Name == "Handle"))
            .Select(m => m.GetParameters()[0].ParameterType)
            .Where(t => t.IsGenericType)
            .Select(t => t.GetGenericArguments()[0]);
        var relayed = new IContextModule[] { new People.PeopleModule(), new SubsidiesModule(), new Meals.MealsModule(), new BedsModule(), new CityModule() }
            .SelectMany(m => m.Relayed.Concat(m.RelayedAsNews));

        Assert.Equal(relayed.ToHashSet(), handled.ToHashSet());
    }

    [Fact]
    public static void Can_be_set_up() => new WolverineOptions().UseCityReactions();
}
