using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>A clash and the sitting it was found at.</summary>
public sealed record ClashAt(DishCheck Check, FoundClash Clash);

public sealed class DishClashType : ObjectGraphType<ClashAt>
{
    public DishClashType()
    {
        Name = "DishClash";
        Description = "A dish that a diner of a sitting cannot have, and what became of it.";
        this.AsParent();
        this.Loaded<ClashAt, SittingType>("sitting", "At which sitting.", c => c.Request().Loaders.Sittings.Load(c.Source.Check.Sitting));
        this.Loaded<ClashAt, ElderType>(
                "elder", "The diner. For the staff of the point and the offices, not for the kitchen.",
                c => c.Request().Loaders.Elders.Load(c.Source.Clash.Elder))
            .For(SheetNames.Roles, static (c, scopes) => scopes.Point(((ClashAt)c.Source!).Check.Point))
            .OfFile(FilePart.Diet, static c => ((ClashAt)c.Source!).Clash.Elder);
        this.Loaded<ClashAt, DishType>("dish", "The dish of her set.", c => c.Request().Loaders.Dishes.Load(c.Source.Clash.Dish));
        this.Has<ClashAt, ListGraphType<NonNullGraphType<ClashType>>>("why", "Every reason.", c => c.Clash.Why);
        this.Has<ClashAt, BooleanGraphType>("open", "Nobody has said what she gets instead.", c => c.Clash.By is null);
        this.May<ClashAt, SubstitutedByEnum>("by", "Who decided; null while it is open.", c => c.Clash.By);
        this.Loaded<ClashAt, DishType>(
            "substitute", "What she gets; null while it is open, and when the dish is left out.",
            c => c.Source.Clash.Substitute is { } dish ? c.Request().Loaders.Dishes.Load(dish) : null);
    }
}

public sealed class ClashType : ObjectGraphType<Clash>
{
    public ClashType()
    {
        Name = "Clash";
        Description = "Why a diner cannot have a dish.";
        this.AsParent();
        this.Has<Clash, ClashKindEnum>("kind", "What kind of reason.", c => c.Kind);
        this.Text("what", "The allergen, diet or level, e.g. `Fish` or `Pureed`.", c => c.What);
    }
}
