using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Access;

/// <summary>Whose file a field is of, and which part; null when it turns out to be nobody's.</summary>
public delegate ElderId? Whose(IResolveFieldContext context);

/// <summary>
/// Declares fields that show something of a person's file: the guard notes whose before the field is resolved, and the request writes it
/// down before the answer goes out (<see cref="FileReadings"/>).
/// </summary>
public static class PersonFile
{
    private const string Key = "eldercare.file";

    public static T OfFile<T>(this T field, FilePart part, Whose whose)
        where T : IMetadataWriter
    {
        field.Metadata[Key] = new Declared(part, whose);
        return field;
    }

    /// <summary>Of a field of an elder.</summary>
    public static T OfFile<T>(this T field, FilePart part)
        where T : IMetadataWriter => field.OfFile(part, static c => ((ElderRecord)c.Source!).Elder);

    /// <summary>All fields that a type has by now.</summary>
    public static void AllOfFile<TSource>(this ObjectGraphType<TSource> type, FilePart part, Func<TSource, ElderId> whose)
    {
        foreach (var field in type.Fields) field.OfFile(part, c => whose((TSource)c.Source!));
    }

    /// <summary>Which part a field shows; null when it is of no file.</summary>
    public static FilePart? PartOf(FieldType field) => field.GetMetadata<Declared?>(Key)?.Part;

    internal static void Note(IResolveFieldContext context)
    {
        if (context.FieldDefinition.GetMetadata<Declared?>(Key) is not { } declared || declared.Whose(context) is not { } elder) return;
        context.Request().Readings.Note(elder, declared.Part);
    }

    private sealed record Declared(FilePart Part, Whose Whose);
}
