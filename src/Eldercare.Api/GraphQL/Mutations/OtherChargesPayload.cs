using Eldercare.Api.GraphQL.Types;
using Eldercare.City.Subsidies;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>What a corrected charge means for the elder's others.</summary>
internal static class OtherChargesPayload
{
    public static PayloadFields<CorrectCharge> OtherCharges(this PayloadFields<CorrectCharge> payload) =>
        payload.Asked<ListGraphType<NonNullGraphType<OtherChargeType>>>(
            "others",
            "Charges of hers that a cap had cut and that have room in it because of this one, by date: corrected with it, or such as `andOthers` would "
            + "correct. Of the same month, and of the weeks at its ends.",
            OthersAsync);

    private static async Task<object?> OthersAsync(RequestContext request, Executed executed)
    {
        if (executed is not { Command: CorrectCharge command, Answer.Refusal: null }) return null;
        var person = await PersonsMoney.ReadAsync(
            request.Api.States, request.Api.Elders, request.Api.PeopleFiles, request.Api.CityName, command.Elder,
            Meals.OtherCharges.Accounts(command.Elder, command.Date), request.Cancellation);
        var done = person.Accounts.SelectMany(a => a?.Meals ?? []).Where(m => m.Because == command.SittingId)
            .Select(m => new ExplainedOther(new(m, person.Book), null));
        // What she had in another district is for who may see all of her charges.
        var all = command.Within is null || await request.ScopesFor(SubsidyQueries.OfCharges).Elder(command.Elder);
        var open = person.IsErased ? [] : Meals.OtherCharges.Of(
                person.Book, person.Diner, command.SittingId, command.Date, person.Accounts, _ => true)
            .Select(o => new ExplainedOther(new(o.Meal, person.Book), o.Now.ElderPays));
        return done.Concat(open).Where(o => all || o.Charge.Meal.District == command.Within).OrderBy(o => o.Charge.Meal.Date).ThenBy(o => o.Charge.Meal.Meal).ToArray();
    }
}
