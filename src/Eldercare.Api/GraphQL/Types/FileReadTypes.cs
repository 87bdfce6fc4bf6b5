using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class FileReadType : ObjectGraphType<FileRead>
{
    public FileReadType()
    {
        Name = "FileRead";
        Description = "Somebody who is neither the elder nor acts for her read of her file.";
        this.AsParent();
        this.Has<FileRead, InstantScalar>("at", "When.", r => r.At);
        this.Text("reader", "Who: the subject of the sign-in.", r => r.Reader);
        this.Has<FileRead, ListGraphType<NonNullGraphType<RoleEnum>>>(
            "roles", "As what.", r => r.Roles.Select(Roles.Parse).Where(role => role != Role.None).Cast<object>().ToArray());
        this.Loaded<FileRead, MealPointType>(
            "mealPoint", "Where the reader serves, cooks or delivers; null for who works at none.", c => c.Source.Site is { } site ? c.Request().Loaders.MealPoints.Load(new(site)) : null);
        this.Loaded<FileRead, HomeType>(
            "home", "The home whose desk it was; null for who works at none.", c => c.Source.Site is { } site ? c.Request().Loaders.Homes.Load(new(site)) : null);
        this.May<FileRead, StringGraphType>("district", "Code of the district of the reader's office; null for who is of no district office.", r => r.District);
        this.Has<FileRead, ListGraphType<NonNullGraphType<FilePartEnum>>>("parts", "What was read.", r => r.Parts.Cast<object>().ToArray());
        this.Has<FileRead, FileDoorEnum>("door", "Through which door.", r => r.Door);
        this.May<FileRead, StringGraphType>("request", "The trace id of the request, as `auditTrail` has it in `correlation`.", r => r.Request);
    }
}

public sealed class FilePartEnum() : DescribedEnum<FilePart>(
    "A part of a person's file.", (FilePart.PersonalData, "Identity number, birth date, phone, address, district, gender, cards."),
    (FilePart.Contacts, "Whom to ring, who may act for her, how she wants to be written to."), (FilePart.CareLevel, "Care level and assessment."),
    (FilePart.Diet, "What she can and may eat, and what she ate."), (FilePart.Decisions, "Entitlements with their evidence, hukou, consents."),
    (FilePart.Ledger, "Her ledger."), (FilePart.Charges, "What her meals and days in homes cost, and who pays."),
    (FilePart.Meals, "Bookings, waiting lists, standing orders."), (FilePart.Beds, "Applications, place in the queue, bed, stays."),
    (FilePart.Messages, "What she was told."));

public sealed class FileDoorEnum() : DescribedEnum<FileDoor>(
    "A door to people's files.", (FileDoor.GraphQL, "This API."), (FileDoor.Fhir, "`/fhir`."), (FileDoor.Export, "A file under `/exports`."),
    (FileDoor.KitchenSheet, "A kitchen sheet to print, under `/kitchen-sheets`."));

/// <summary>Who read of a person's file, for her and for those who watch over it.</summary>
internal static class FileReadQueries
{
    public static void AddTo(ElderType elder) =>
        elder.Field<ConnectionOf<FileReadType>, object>("fileReads").ReadAlone()
            .Description("Who read of her file, the newest first; her own reading is not in it, nor that of who acts for her. For the elder, who acts for her, the offices and the auditor.")
            .Paged()
            .For(
                Reach.OfDecisions, static (c, scopes) => scopes.Elder((ElderRecord)c.Source!),
                static (c, scopes) => scopes.PrepareElder(((ElderRecord)c.Source!).Elder))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.FileReads.OfAsync(request.Api.CityName, c.Source.Elder, slice, request.Cancellation);
                return page.Connect(slice, r => r.Id.Value);
            });
}
