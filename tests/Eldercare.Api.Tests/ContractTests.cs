using Eldercare.Testing;
using GraphQL;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQLParser;
using GraphQLParser.Visitors;

namespace Eldercare.Api.Tests;

public sealed class ContractTests(TestApi api)
{
    [Fact]
    public async Task The_running_schema_is_the_contract()
    {
        var actual = api.Schema.Print(new PrintOptions { StringComparison = StringComparison.Ordinal });
        var actualFile = Path.Combine(AppContext.BaseDirectory, "eldercare.actual.graphql");
        await File.WriteAllTextAsync(actualFile, actual, TestContext.Current.CancellationToken);
        var contract = await File.ReadAllTextAsync(SolutionFolder.Of("schema", "eldercare.graphql"), TestContext.Current.CancellationToken);
        Assert.True(Normal(contract) == Normal(actual), $"schema/eldercare.graphql differs from the running schema, which stands in {actualFile}.");
    }

    [Fact]
    public void Everything_is_described()
    {
        var missing = new List<string>();
        string[] builtIn = ["String", "Boolean", "ID", "Float", "Int"];
        foreach (var type in api.Schema.AllTypes.Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && !builtIn.Contains(t.Name)))
        {
            if (string.IsNullOrWhiteSpace(type.Description)) missing.Add(type.Name);
            if (type is EnumerationGraphType values) missing.AddRange(values.Values.Where(v => v.Description is null).Select(v => $"{type.Name}.{v.Name}"));
            if (type is not IComplexGraphType complex) continue;
            foreach (var field in complex.Fields)
            {
                if (string.IsNullOrWhiteSpace(field.Description)) missing.Add($"{type.Name}.{field.Name}");
                foreach (var argument in field.Arguments ?? [])
                {
                    if (string.IsNullOrWhiteSpace(argument.Description)) missing.Add($"{type.Name}.{field.Name}({argument.Name})");
                }
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_free_reason_says_that_it_is_kept_for_ever()
    {
        var reasons = api.Schema.AllTypes.OfType<IInputObjectGraphType>()
            .SelectMany(t => t.Fields.Where(f => f.Name == "reason" && f.ResolvedType!.GetNamedType() is StringGraphType).Select(f => (t.Name, f.Description)))
            .ToArray();
        Assert.Equal(
            [
                "CancelBookingInput",
                "CancelDisplacedInput",
                "CloseBedInput",
                "CloseMealPointOnInput",
                "CloseRoomInput",
                "CloseUnitInput",
                "CorrectChargeInput",
                "CorrectStayInput",
                "CorrectTransferInput",
                "DeclineOfferInput",
                "DeclinePlaceInput",
                "EndEntitlementInput",
                "GrantEntitlementInput",
                "MoveBookingInput",
                "RecordEligibilityInput",
                "RetireBedInput",
                "SetSittingCapacityInput",
                "SuspendMealPointInput",
                "WithdrawHomeCertificateInput",
                "WithdrawOfferInput",
            ],
            reasons.Select(r => r.Name).Order(StringComparer.Ordinal));
        Assert.All(reasons, r => Assert.EndsWith("Kept for ever; no personal data.", r.Description, StringComparison.Ordinal));
    }

    [Fact]
    public void Custom_scalars_say_where_they_are_specified() => Assert.Equal(
        ["DateTime", "Fen", "LocalDate", "LocalTime", "Sequence", "YearMonth"],
        api.Schema.AllTypes.OfType<ScalarGraphType>().Where(s => s is not EnumerationGraphType && s.HasAppliedDirectives())
            .Select(s => s.Name).Order());

    private static string Normal(string sdl)
    {
        var document = Parser.Parse(sdl);
        SDLSorter.Sort(document, new(StringComparison.Ordinal));
        return new SDLPrinter().Print(document);
    }
}
