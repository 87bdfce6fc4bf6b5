using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using Eldercare.People.Search;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Finding people.</summary>
internal static class PeopleQueries
{
    public static void AddTo(QueryType query)
    {
        query.Field<ListGraphType<NonNullGraphType<ActingRightType>>, object>("actingFor")
            .Description("For whom the caller may act today, by a right of her own beside the elder she is.")
            .For(Role.Elder).Reaching(Role.Elder, Extent.OwnSignIn)
            .Resolve(c => c.Request().Loaders.ActingFor.Load(c.Request().Caller.Subject));
        query.Field<ConnectionOf<ElderType>, object>("people")
            .Description(
                $"People by what is known of them, by name: a part of the name in Chinese characters; initials of its pinyin (`wxm`), or the beginning of the "
                + "pinyin or of a name in letters, two letters or more; the last digits of the phone or the last characters of the identity number, four or "
                + $"more; a whole identity number. Of a search that fits more than {PeopleSearch.Most} people it is {PeopleSearch.Most} of them. For the city "
                + "office, and for a district office in its district.")
            .Argument<NonNullGraphType<StringGraphType>>("search", $"What is known, at most {SearchTerm.Longest} characters.", a => a.Parser = value => Term(value))
            .DistrictArgument().Paged()
            .For(Reach.Offices, (c, scopes) => ValueTask.FromResult(
                scopes.Everywhere || c.GetArgument<string?>("district") is not { } district || scopes.District(district)))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var district = c.GetArgument<string?>("district")
                    ?? (request.ScopesFor(Reach.Offices).Everywhere ? null : request.Caller.District ?? throw ApiError.Forbidden(c, Reach.Offices));
                var page = await request.Api.People.FindAsync(
                    request.Api.CityName, c.GetArgument<SearchTerm>("search"), district, slice, request.Cancellation);
                return page.Connect(slice, e => e.Elder.Value);
            });
    }

    private static SearchTerm Term(object value) => SearchTerm.TryParse(value as string)
        ?? throw new BadValueException("请输入汉字、两个以上字母、四位以上数字，或身份证号码查找。", "People are found by Chinese characters, two letters or more, four digits or more, or an identity number.");
}
