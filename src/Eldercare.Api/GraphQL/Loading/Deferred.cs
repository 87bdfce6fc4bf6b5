using GraphQL.DataLoader;

namespace Eldercare.Api.GraphQL.Loading;

/// <summary>Something to do once the fields around have asked for what they need.</summary>
public sealed class Deferred(Func<ValueTask<object?>> run) : IDataLoaderResult
{
    public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => await run();
}

public static class Deferring
{
    /// <summary>Goes on with what was loaded; may lead to another thing to load.</summary>
    public static IDataLoaderResult Then<T>(this IDataLoaderResult<T> loaded, Func<T, object?> next) =>
        new Deferred(async () => next(await loaded.GetResultAsync()));

    public static IDataLoaderResult Then<T>(this IDataLoaderResult<T> loaded, Func<T, ValueTask<object?>> next) =>
        new Deferred(async () => await next(await loaded.GetResultAsync()));
}
