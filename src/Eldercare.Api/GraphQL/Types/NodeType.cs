using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class NodeType : InterfaceGraphType<object>
{
    public NodeType()
    {
        Name = "Node";
        Description = "Something with an id of its own (Relay).";
        Field<NonNullGraphType<IdGraphType>>("id").Description("Opaque id, the same for ever.");
    }
}
