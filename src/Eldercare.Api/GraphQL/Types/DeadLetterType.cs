using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Reading;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class DeadLetterType : ObjectGraphType<DeadLetter>
{
    public DeadLetterType()
    {
        Name = "DeadLetter";
        Description = "A message that could not be handled. What it says stays in the database.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(d => GraphQL.GlobalId.Of("DeadLetter", d.Id));
        this.Text("message", "What it was about: the type of the event or message, e.g. `ElderDied`.", d => d.Message);
        this.Text("reason", "The kind of fault, e.g. `REACTION_REFUSED` or `TIMEOUT`.", d => d.Reason);
        this.May<DeadLetter, StringGraphType>("refused", "When a command was refused: which, and the refusal's code.", d => d.Refused);
        this.May<DeadLetter, InstantScalar>("sentAt", "When it was sent.", d => d.SentAt);
        this.Has<DeadLetter, BooleanGraphType>("replayable", "Marked to be tried again; it vanishes from the list when it is.", d => d.Replayable);
    }
}
