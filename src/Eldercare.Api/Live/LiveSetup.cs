namespace Eldercare.Api.Live;

/// <summary>What is watched over long connections; needs an <c>IEventFeed</c>.</summary>
internal static class LiveSetup
{
    public static void AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<LiveSettings>(configuration.GetSection("Live"));
        services.AddSingleton<QueueWatch>();
        services.AddSingleton<LiveHub>();
        services.AddSingleton<OpenDocuments>();
        services.AddSingleton<Messages>();
        services.AddSingleton<LiveServices>();
        services.AddSingleton<LiveGate>();
        services.AddSingleton<WebSocketDoor>();
        services.AddSingleton<EventStreamDoor>();
        services.AddSingleton<LiveDoor>();
    }
}
