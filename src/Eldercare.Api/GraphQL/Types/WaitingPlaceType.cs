using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Reading;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class WaitingPlaceType : ObjectGraphType<WaitingPlace>
{
    public WaitingPlaceType()
    {
        Name = "WaitingPlace";
        Description = "A place on the waiting list of a full sitting.";
        this.AsParent();
        this.Loaded<WaitingPlace, SittingType>("sitting", "Where she waits.", c => c.Request().Loaders.Sittings.Load(c.Source.Entry.Sitting));
        this.Loaded<WaitingPlace, ElderType>("elder", "Who waits.", c => c.Request().Loaders.Elders.Load(c.Source.Entry.Elder));
        this.Has<WaitingPlace, ChannelEnum>("channel", "How the portion shall reach her.", w => w.Entry.Channel);
        this.Has<WaitingPlace, InstantScalar>("joinedAt", "When she joined.", w => w.Entry.JoinedAt);
        this.Number("ahead", "How many are served before her.", w => w.Ahead);
        this.May<WaitingPlace, InstantScalar>(
            "offeredUntil", "A place is kept for her until then: `bookMeal` takes it; null while she waits for one.", w => w.Entry.OfferedUntil);
        this.May<WaitingPlace, PlaceFreedByEnum>("freedBy", "Why there was a place; null while she waits for one.", w => w.Entry.FreedBy);
    }
}
