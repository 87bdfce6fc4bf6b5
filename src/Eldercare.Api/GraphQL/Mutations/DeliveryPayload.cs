using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using Eldercare.City.Reading;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>What the payloads about deliveries show, once the views have it.</summary>
internal static class DeliveryPayload
{
    public static PayloadFields<PlanDeliveryRuns> DeliveryRuns(this PayloadFields<PlanDeliveryRuns> payload) =>
        payload.Read<ListGraphType<NonNullGraphType<DeliveryRunType>>>(
            "deliveryRuns", "All runs of the sitting now.", async (request, command) => await RunsAsync(request, command));

    public static PayloadFields<TCommand> DeliveryRun<TCommand>(this PayloadFields<TCommand> payload)
        where TCommand : RunCommand, ICommand => payload.Read<DeliveryRunType>(
            "deliveryRun", "The run as it stands now.",
            async (request, command) => (await RunsAsync(request, command)).FirstOrDefault(r => r.Run.Run == command.RunId));

    public static PayloadFields<TCommand> WelfareAlert<TCommand>(this PayloadFields<TCommand> payload, Func<TCommand, WelfareAlertId> id)
        where TCommand : ICommand => payload.Read<WelfareAlertType>(
            "welfareAlert", "The alert as it stands now.",
            async (request, command) => await request.Api.Deliveries.AlertAsync(request.Api.CityName, id(command), request.Cancellation));

    private static Task<ImmutableArray<RunWithStops>> RunsAsync(RequestContext request, SittingCommand command) =>
        request.Api.Deliveries.RunsAsync(request.Api.CityName, command.Point, command.Date, command.Meal, request.Cancellation);
}
