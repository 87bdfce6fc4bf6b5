using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>A wish is told from another under the same key by its whole input, for every mutation there is.</summary>
public sealed class AskedTests(TestApi api)
{
    [Fact]
    public async Task The_same_input_is_the_same_wish_and_any_other_input_is_another()
    {
        foreach (var field in api.Schema.Mutation!.Fields)
        {
            var type = (IInputObjectGraphType)((NonNullGraphType)field.Arguments!.Single().ResolvedType!).ResolvedType!;
            var input = type.Fields.ToDictionary(f => f.Name, f => Sample.Of(f.Name, f.ResolvedType!));

            var asked = await AskedAsync(input);
            Assert.Equal(asked, await AskedAsync(new(input.Reverse())));
            Assert.Equal(asked, await AskedAsync(new(input) { ["idempotencyKey"] = "another" }));
            foreach (var part in type.Fields.Where(f => f.Name != "idempotencyKey"))
            {
                var other = await AskedAsync(new(input) { [part.Name] = Sample.Other(part.Name, part.ResolvedType!) });
                Assert.True(asked != other, $"{field.Name} does not see another {part.Name}.");
            }

            async Task<long> AskedAsync(Dictionary<string, object?> values)
            {
                api.City.Reset();
                var query = $"mutation($input: {type.Name}!) {{ {field.Name}(input: $input) {{ __typename }} }}";
                var reply = await api.AskAsync(Role.CityOffice, query, new { input = values });
                Assert.True(reply.Status == 200 && reply.Codes.Length == 0, $"{field.Name}: {reply.Text}");
                return Assert.Single(api.City.Commands).Envelope.Asked!.Value;
            }
        }
    }
}
