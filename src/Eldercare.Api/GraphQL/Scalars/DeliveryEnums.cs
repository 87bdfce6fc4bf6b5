namespace Eldercare.Api.GraphQL.Scalars;

public sealed class StopStateEnum() : DescribedEnum<StopState>(
    "What came of a stop of a delivery run.",
    (StopState.Open, "Nothing recorded yet."), (StopState.Delivered, "The portion was handed over, and served by that."),
    (StopState.NotAtHome, "Nobody opened; a welfare alert was raised."), (StopState.Refused, "The portion was not wanted."));

public sealed class WelfareFindingEnum() : DescribedEnum<WelfareFinding>(
    "What was found when somebody looked after an elder who had not opened.",
    (WelfareFinding.Safe, "She is well; out, or had not heard."), (WelfareFinding.AtRelatives, "With relatives or friends."),
    (WelfareFinding.InHospital, "In hospital."), (WelfareFinding.Moved, "Moved away."),
    (WelfareFinding.NeededHelp, "Found in need of help, and helped."), (WelfareFinding.Died, "Found dead. A death is recorded by `recordDeath`."));

public sealed class WelfareSourceEnum() : DescribedEnum<WelfareSource>(
    "How whoever settled a welfare alert knows.",
    (WelfareSource.Phoned, "Spoke with her on the phone."), (WelfareSource.Visited, "Went there."), (WelfareSource.Family, "From the family."),
    (WelfareSource.Neighbour, "From a neighbour."), (WelfareSource.Authority, "From a hospital, the police or another authority."));
