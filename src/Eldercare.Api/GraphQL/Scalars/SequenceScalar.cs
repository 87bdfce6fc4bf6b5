using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Eldercare.Api.GraphQL.Scalars;

/// <summary>An event's place in the store: more than an Int holds, and no more than JavaScript reads as it is.</summary>
public sealed class SequenceScalar : ScalarGraphType, IWrittenScalar
{
    private const long Most = 1L << 53;

    public SequenceScalar()
    {
        Name = "Sequence";
        Description = "An event's place in the one order of all events: a whole number from 0 to 2^53, the same as in the header `Eldercare-Sequence`. "
            + "Larger is later; numbers may be left out.";
        this.ApplyDirective("specifiedBy", "url", "https://www.rfc-editor.org/rfc/rfc8259#section-6");
    }

    public string Form => "a whole number without quotes, such as `1024`";

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLIntValue number when long.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) => Of(sequence),
        _ => throw Wrong(),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        int sequence => Of(sequence),
        long sequence => Of(sequence),
        _ => throw Wrong(),
    };

    public override object? Serialize(object? value) => value is long sequence ? sequence : null;

    private long Of(long value) => value is >= 0 and <= Most ? value : throw Wrong();

    private FormatException Wrong() => new($"This is not a Sequence: write {Form}.");
}
