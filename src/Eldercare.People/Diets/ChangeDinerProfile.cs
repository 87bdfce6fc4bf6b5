using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Diets;

/// <summary>Says what an elder can and may eat; the whole profile as it shall be.</summary>
public sealed record ChangeDinerProfile(
    ElderId Elder, FoodTexture Food, DrinkThickness Drink, ImmutableArray<Allergen> Allergens, ImmutableArray<string> OtherAllergens,
    ImmutableArray<Diet> Diets) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<DinerProfile>(Elder.Value)] };

    /// <summary>The profile the command asks for.</summary>
    public DinerProfile Profile => new(
        Elder, Food, Drink, Codes.Canonical(Allergens), Codes.Canonical(OtherAllergens), Codes.Canonical(Diets));

    /// <summary>Without health data: commands end up in logs.</summary>
    public override string ToString() => $"{nameof(ChangeDinerProfile)} {Elder}";

    public Outcome Decide(Known known) => ChangeDinerProfileDecider
        .Decide(this, known.State<Elder>(Stream), known.Row<DinerProfile>(Elder.Value)).On(Stream).Keeping(Profile);
}

public static class ChangeDinerProfileDecider
{
    /// <param name="command">The profile as it shall be.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="profile">As it is; null for none.</param>
    public static Decision<ElderFact> Decide(ChangeDinerProfile command, Elder? elder, DinerProfile? profile)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (Codes.Check("otherAllergens", command.OtherAllergens) is { } fault) return fault;

        var wanted = command.Profile;
        if (wanted.SaysTheSameAs(profile ?? DinerProfile.Unrestricted(command.Elder))) return Decision<ElderFact>.NoChange;
        return new DinerProfileChanged(
            command.Elder, wanted.Food, wanted.Drink, wanted.Allergens, wanted.OtherAllergens, wanted.Diets);
    }
}
