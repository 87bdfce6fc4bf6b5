using Eldercare.Api.Http;
using GraphQL;
using GraphQL.Builders;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Short ways to declare fields, so that a type reads as a list of names and descriptions.</summary>
public static class Fields
{
    /// <summary>A field that is always there.</summary>
    public static FieldBuilder<TSource, object> Has<TSource, TGraph>(
        this ObjectGraphType<TSource> type, string name, string description, Func<TSource, object?> value)
        where TGraph : IGraphType =>
        type.Field<NonNullGraphType<TGraph>, object>(name).Description(description).Resolve(c => value(c.Source)!);

    public static FieldBuilder<TSource, object> Text<TSource>(
        this ObjectGraphType<TSource> type, string name, string description, Func<TSource, string?> value) =>
        type.Has<TSource, StringGraphType>(name, description, value);

    /// <summary>A text for people, in the language of the request.</summary>
    public static FieldBuilder<TSource, object> Said<TSource>(
        this ObjectGraphType<TSource> type, string name, string description, Func<TSource, Words> words) =>
        type.Field<NonNullGraphType<StringGraphType>, object>(name).Description(description)
            .Resolve(c => words(c.Source).In(c.Request().Language));

    public static FieldBuilder<TSource, object> Number<TSource>(
        this ObjectGraphType<TSource> type, string name, string description, Func<TSource, int> value) =>
        type.Has<TSource, IntGraphType>(name, description, s => value(s));

    /// <summary>A field that may be null.</summary>
    public static FieldBuilder<TSource, object> May<TSource, TGraph>(
        this ObjectGraphType<TSource> type, string name, string description, Func<TSource, object?> value)
        where TGraph : IGraphType =>
        type.Field<TGraph, object>(name).Description(description).Resolve(c => value(c.Source));

    /// <summary>A field that is loaded together with its like, and null when that fails or there is none.</summary>
    public static FieldBuilder<TSource, object> Loaded<TSource, TGraph>(
        this ObjectGraphType<TSource> type, string name, string description,
        Func<IResolveFieldContext<TSource>, IDataLoaderResult?> load)
        where TGraph : IGraphType =>
        type.Field<TGraph, object>(name).Description(description).Resolve(c => load(c));

    public static void GlobalId<TSource>(this ObjectGraphType<TSource> type, Func<TSource, string> id) =>
        type.Has<TSource, IdGraphType>("id", "Opaque id, the same for ever.", id);

    /// <summary>An argument that takes the id of a <typeparamref name="TId"/>; resolvers get the typed id.</summary>
    public static FieldBuilder<TSource, TReturn> IdArgument<TSource, TReturn, TId>(
        this FieldBuilder<TSource, TReturn> field, string name, string description, bool required = true)
        where TId : struct, IId<TId> =>
        field.Argument(
            required ? typeof(NonNullGraphType<IdGraphType>) : typeof(IdGraphType), name,
            argument =>
            {
                argument.Description = description;
                argument.Parser = value => GraphQL.GlobalId.Parse<TId>(value as string);
            });

    private static readonly Words s_noDistrict = new(
        $"没有这个区的代码，可用的有{string.Join("、", Districts.All.Select(d => $"{d.Code}（{d.NameZh}）"))}。",
        $"There is no district of that code, but {string.Join(", ", Districts.All.Select(d => d.Code))}.");

    /// <summary>An argument that must be a district code.</summary>
    public static FieldBuilder<TSource, TReturn> DistrictArgument<TSource, TReturn>(
        this FieldBuilder<TSource, TReturn> field, bool required = false) =>
        field.Argument(
            required ? typeof(NonNullGraphType<StringGraphType>) : typeof(StringGraphType), "district",
            argument =>
            {
                argument.Description = "District code: GB/T 2260, or `ZJXQ` for the new area.";
                argument.Validator = value =>
                {
                    if (!Districts.IsKnown((string)value)) throw new BadValueException(s_noDistrict);
                };
            });
}
