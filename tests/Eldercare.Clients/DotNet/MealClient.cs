using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Eldercare.Clients.DotNet;

/// <summary>Meals by the city's contract, with nothing but <see cref="HttpClient"/> and generated JSON.</summary>
/// <param name="http">Its base address is the host's, and its handler signs in (<see cref="SignedIn"/>); boards are open to everybody.</param>
public sealed class MealClient(HttpClient http)
{
    /// <summary>Between two attempts to connect: twice as long each time.</summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(0.5), s_longest = TimeSpan.FromSeconds(30);

    /// <summary>How long nothing may come from a host that is watched: it says something every 15 seconds.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>A point's day.</summary>
    /// <returns>Null when there is no such point.</returns>
    /// <exception cref="FaultException">The host refuses the request.</exception>
    public async Task<MealPointBoard?> BoardAsync(string mealPoint, DateOnly date, CancellationToken cancellation) => (await AskAsync(
        """
        query Board($mealPoint: ID!, $date: LocalDate!) {
          mealPointBoard(mealPoint: $mealPoint, date: $date) { mealPoint { id name } sittings { id meal placesLeft servedFrom } }
        }
        """,
        new BoardVariables(mealPoint, date), MealJson.Default.RequestBoardVariables, MealJson.Default.AnswerBoardData, cancellation)).MealPointBoard;

    /// <summary>Books a portion. With the same key again it gives the first answer again.</summary>
    /// <exception cref="FaultException">The host refuses the request; that a meal cannot be had is no fault, but in the answer.</exception>
    public async Task<Booked> BookAsync(BookMealInput input, CancellationToken cancellation) => (await AskAsync(
        """
        mutation BookMeal($input: BookMealInput!) {
          bookMeal(input: $input) {
            sitting { id meal placesLeft servedFrom }
            errors {
              __typename
              ... on UserError { code message path }
              ... on AlreadyBooked { sitting }
              ... on SittingFull { capacity pointsWithRoom { metres mealPoint { id name } } }
            }
          }
        }
        """,
        new InputVariables<BookMealInput>(input), MealJson.Default.RequestInputVariablesBookMealInput, MealJson.Default.AnswerBookData, cancellation)).BookMeal;

    /// <inheritdoc cref="BookAsync"/>
    public async Task<Booked> CancelAsync(CancelBookingInput input, CancellationToken cancellation) => (await AskAsync(
        """
        mutation CancelBooking($input: CancelBookingInput!) {
          cancelBooking(input: $input) { sitting { id meal placesLeft servedFrom } errors { __typename ... on UserError { code message path } } }
        }
        """,
        new InputVariables<CancelBookingInput>(input), MealJson.Default.RequestInputVariablesCancelBookingInput, MealJson.Default.AnswerCancelData, cancellation)).CancelBooking;

    /// <summary>All meal points, asked for page by page as they are read.</summary>
    /// <exception cref="FaultException">The host refuses the request.</exception>
    public async IAsyncEnumerable<MealPoint> MealPointsAsync(int pageSize, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (string? after = null; ;)
        {
            var page = (await AskAsync(
                """
                query MealPoints($first: Int!, $after: String) {
                  mealPoints(first: $first, after: $after) { nodes { id name } pageInfo { endCursor hasNextPage } }
                }
                """,
                new PageVariables(pageSize, after), MealJson.Default.RequestPageVariables, MealJson.Default.AnswerPointsData, cancellation)).MealPoints;
            foreach (var point in page.Nodes) yield return point;
            if (!page.PageInfo.HasNextPage) yield break;
            after = page.PageInfo.EndCursor;
        }
    }

    /// <summary>A point's day as it is, and whenever it changes. Who comes back gives the last <see cref="BoardChange.Sequence"/> and misses nothing.</summary>
    /// <exception cref="FaultException">The host ends it, e.g. since the sign-in is over.</exception>
    /// <exception cref="IOException">The connection broke: come back a little later.</exception>
    public async IAsyncEnumerable<BoardChange> WatchAsync(string mealPoint, DateOnly date, long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/graphql", UriKind.Relative))
        {
            Content = JsonContent.Create(
                new Request<WatchVariables>(
                    """
                    subscription Watch($mealPoint: ID!, $date: LocalDate!, $after: Sequence) {
                      mealPointBoardChanged(mealPoint: $mealPoint, date: $date, after: $after) {
                        sequence happened board { mealPoint { id name } sittings { id meal placesLeft servedFrom } }
                      }
                    }
                    """,
                    new(mealPoint, date, after)),
                MealJson.Default.RequestWatchVariables),
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } },
        };
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") throw await RefusedAsync(response, cancellation).ConfigureAwait(false);
        var stream = new LivelyStream(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false), Silence);
        await foreach (var told in SseParser.Create(stream).EnumerateAsync(cancellation).ConfigureAwait(false))
        {
            if (told.EventType == "complete") yield break;
            var answer = JsonSerializer.Deserialize(told.Data, MealJson.Default.AnswerWatchData)!;
            if (answer.Errors is [var fault, ..]) throw new FaultException(fault.Extensions.Code, fault.Message);
            yield return answer.Data!.MealPointBoardChanged!;
        }
    }

    /// <summary>The same for as long as it is wanted: when the connection breaks it connects again, and goes on from where it was.</summary>
    /// <exception cref="FaultException">The host ends it, e.g. since the sign-in is over.</exception>
    public async IAsyncEnumerable<BoardChange> KeepWatchingAsync(
        string mealPoint, DateOnly date, long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var wait = s_shortest;
        while (true)
        {
            await using (var watching = WatchAsync(mealPoint, date, after, cancellation).GetAsyncEnumerator(cancellation))
            {
                for (var begun = false; await NextAsync(watching, begun).ConfigureAwait(false) is { } change; begun = true)
                {
                    (after, wait) = (change.Sequence, s_shortest);
                    yield return change;
                }
            }

            // With some chance in it: not all tablets of a city at once.
            await Task.Delay(wait * (0.5 + Random.Shared.NextDouble()), cancellation).ConfigureAwait(false);
            wait = wait * 2 < s_longest ? wait * 2 : s_longest;
        }

        async ValueTask<BoardChange?> NextAsync(IAsyncEnumerator<BoardChange> watching, bool begun)
        {
            try
            {
                return await watching.MoveNextAsync().ConfigureAwait(false) ? watching.Current : null;
            }
            catch (Exception fault) when (fault is IOException or HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                return null;
            }
            catch (FaultException fault) when (fault.Code == "TOO_SLOW" || (begun && fault.Code == "UNAUTHENTICATED"))
            {
                // The token ran out, or too much waited: with another token, and from where it was.
                return null;
            }
        }
    }

    /// <summary>Why there is no stream: a refusal, or something that passes.</summary>
    private static async Task<Exception> RefusedAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            return new HttpRequestException($"The host answers {(int)response.StatusCode}.", inner: null, response.StatusCode);
        var said = await response.Content.ReadFromJsonAsync(MealJson.Default.AnswerWatchData, cancellation).ConfigureAwait(false);
        return said is { Errors: [var fault, ..] } ? new FaultException(fault.Extensions.Code, fault.Message) : new IOException("There is no stream.");
    }

    private async Task<TData> AskAsync<TVariables, TData>(
        string query, TVariables variables, JsonTypeInfo<Request<TVariables>> request, JsonTypeInfo<Answer<TData>> answer, CancellationToken cancellation)
        where TData : class
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/graphql", UriKind.Relative))
        {
            Content = JsonContent.Create(new Request<TVariables>(query, variables), request),
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/graphql-response+json") } },
        };
        using var response = await http.SendAsync(message, cancellation).ConfigureAwait(false);
        var said = await response.Content.ReadFromJsonAsync(answer, cancellation).ConfigureAwait(false);
        return said is { Errors: [var fault, ..] } ? throw new FaultException(fault.Extensions.Code, fault.Message) : said!.Data!;
    }
}

/// <summary>The request itself failed: who asks may not, or the host cannot.</summary>
public sealed class FaultException(string code, string message) : Exception(message)
{
    /// <summary>As in the contract, e.g. <c>FORBIDDEN</c>.</summary>
    public string Code { get; } = code;
}
