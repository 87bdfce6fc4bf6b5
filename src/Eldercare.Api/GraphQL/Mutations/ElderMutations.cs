using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class ElderMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<RegisterElder>(
            "registerElder", "Registers a person; birth date and gender come out of the identity number.", Reach.Offices,
            i => i.Text("name", "Name.").Text("identityNumber", "GB 11643, 18 characters.").Text("phone", "Phone.", required: false)
                .Text("address", "Address.", required: false).Text("district", "Code of the home district."),
            i => new(new(i.NewId("elder")), i.Text("name"), i.Text("identityNumber"), i.Get<string?>("phone"),
                i.Get<string?>("address"), i.Text("district")),
            (s, c) => ValueTask.FromResult(s.District(c.District)),
            p => p.Elder(c => c.Elder),
            typeof(TextInvalid), typeof(DistrictUnknown), typeof(IdentityNumberInvalid), typeof(IdentityNumberTaken),
            typeof(ElderAlreadyRegistered));
        mutations.Add<ChangeCareLevel>(
            "changeCareLevel", "Records the result of an assessment.", Reach.Offices,
            i => i.Id<ElderId>("elder", "Who was assessed.").Of<CareLevelEnum>("level", "The result.")
                .Text("standard", "The standard it was done by, e.g. `GB/T 42195-2022`.").Date("assessedOn", "When.")
                .Date("expiresOn", "Until when it counts.", required: false).Text("assessedBy", "Which body did it."),
            i => new(i.Elder, i.Get<CareLevel>("level"), i.Text("standard"), i.Get<DateOnly>("assessedOn"), i.May<DateOnly>("expiresOn"),
                i.Text("assessedBy")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid), typeof(DateInFuture), typeof(ExpiryBeforeAssessment),
            typeof(AssessmentSuperseded));
        mutations.Add<RecordDeath>(
            "recordDeath", "Records a death; meals, applications and stays end by themselves.", Reach.Offices,
            i => i.Id<ElderId>("elder", "Who died.").Date("diedOn", "When."),
            i => new(i.Elder, i.Get<DateOnly>("diedOn")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(DateInFuture), typeof(DiedBeforeBirth));
    }
}
