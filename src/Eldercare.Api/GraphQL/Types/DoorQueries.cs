using Eldercare.Api.GraphQL.Access;
using Eldercare.City.Reading;
using Eldercare.People.FileReads;
using Eldercare.People.Search;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class ElderAtDoorType : ObjectGraphType<ElderRecord>
{
    public ElderAtDoorType()
    {
        Name = "ElderAtDoor";
        Description = "An elder as the staff of a meal point see her who has no portion there yet: enough to tell her from a namesake and to serve her.";
        this.AsParent();
        this.May<ElderRecord, ElderType>("elder", "Who it is: id and name; more needs a right of its own.", e => e);
        this.Number("bornYear", "Her year of birth.", e => e.BornOn.Year).OfFile(FilePart.PersonalData);
        this.Loaded<ElderRecord, DinerProfileType>(
            "dinerProfile", "What she can and may eat, as for every guest; null when everything.", c => c.Request().Loaders.Profiles.Load(c.Source.Elder))
            .OfFile(FilePart.Diet);
    }
}

public sealed class DoorSearchType : ObjectGraphType<FoundAtDoor>
{
    public DoorSearchType()
    {
        Name = "DoorSearch";
        Description = "Who fits what an elder said of herself at the door.";
        this.AsParent();
        this.Has<FoundAtDoor, ListGraphType<NonNullGraphType<ElderAtDoorType>>>("elders", $"By name, at most {FoundAtDoor.Most}.", f => f.Elders);
        this.Has<FoundAtDoor, BooleanGraphType>("more", "More fit: she has to say more of her name, or her identity number.", f => f.More);
    }
}

/// <summary>Who serves meals finds the one elder who stands before her, and cannot leaf through the register.</summary>
internal static class DoorQueries
{
    public static void AddTo(QueryType query) =>
        query.Field<DoorSearchType, object>("eldersAtDoor").ReadAlone()
            .Description(
                "Who stands at the door without a card and without a booking, for `serveWalkIn`: by the last four digits of her phone and her name, or by her "
                + $"whole identity number. Who lives, at most {FoundAtDoor.Most}, at most {DoorLookups.PerMinute} times a minute for a sign-in. For the staff of the point "
                + "and the offices above it.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Where she stands; staff give their own.")
            .Argument<StringGraphType>(
                "name", $"A part of the name, {DoorTerm.FewestOfName} Chinese characters or more; or its pinyin or initials, {DoorTerm.FewestOfName} letters or more.")
            .Argument<StringGraphType>("phoneTail", $"The last {DoorTerm.PhoneTailLength} digits of her phone, together with `name`.")
            .Argument<StringGraphType>("identityNumber", "All 18 characters, instead of `name` and `phoneTail`.")
            .For(Reach.MealDay, (c, scopes) => scopes.Point(c.GetArgument<MealPointId>("mealPoint")))
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                var term = DoorTerm.TryParse(
                    c.GetArgument<string?>("name"), c.GetArgument<string?>("phoneTail"), c.GetArgument<string?>("identityNumber")) ?? throw ApiError.BadInput(
                        $"请填写电话末{DoorTerm.PhoneTailLength}位（phoneTail）和姓名（name，{DoorTerm.FewestOfName}个以上汉字或字母），或身份证号码（identityNumber，18位）。",
                        $"Say `phoneTail` ({DoorTerm.PhoneTailLength} digits, such as \"1234\") and `name` ({DoorTerm.FewestOfName} Chinese characters or letters, or more), "
                        + "or `identityNumber` (all 18 characters).");
                request.Api.DoorLookups.Count(request.Caller.Subject);
                var found = await request.Api.People.AtDoorAsync(request.Api.CityName, term, request.Cancellation);
                request.Api.DoorLookups.Log(request.Caller.Subject, c.GetArgument<MealPointId>("mealPoint"), found.Elders.Length);
                return found;
            });
}
