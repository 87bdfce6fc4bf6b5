using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.People.FileReads;

/// <summary>One reading of a person's file; grows with time, so that newer ones come behind.</summary>
public readonly record struct FileReadId(Guid Value) : IId<FileReadId>
{
    public static FileReadId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>
/// What makes up a person's file. Her name on a list of the day (who is booked, who lies in which bed, whose portion is on which tray) is
/// none of it, but on a tray that tells what she cannot eat.
/// </summary>
public enum FilePart
{
    /// <summary>Identity number, birth date, phone, address, district, gender, cards.</summary>
    PersonalData,

    /// <summary>Whom to ring, who may act for her, how she wants to be written to.</summary>
    Contacts,

    CareLevel,

    /// <summary>What she can and may eat, and what she ate.</summary>
    Diet,

    /// <summary>Entitlements with their evidence, hukou, consents.</summary>
    Decisions,

    Ledger,

    /// <summary>What her meals and days in homes cost, and who pays.</summary>
    Charges,

    /// <summary>Her bookings, places on waiting lists and standing orders.</summary>
    Meals,

    /// <summary>Her applications, place in the queue, offers, bed and stays.</summary>
    Beds,

    Messages,
}

/// <summary>Through which door a file was read.</summary>
public enum FileDoor
{
    GraphQL,
    Fhir,
    Export,

    /// <summary>A kitchen sheet for paper or a spreadsheet.</summary>
    KitchenSheet,
}

/// <summary>
/// Somebody who is neither the elder nor acts for her read of her file: one row a person and request, written before the answer goes out.
/// Goes with her file when that is erased.
/// </summary>
/// <param name="Elder">Whose file.</param>
/// <param name="Id">Its own.</param>
/// <param name="At">When.</param>
/// <param name="Reader">The sign-in's subject.</param>
/// <param name="Roles">Its roles, by their names in tokens.</param>
/// <param name="Site">The meal point, kitchen or home it works at.</param>
/// <param name="District">The district its office is for.</param>
/// <param name="Parts">What was read.</param>
/// <param name="Door">Through which door.</param>
/// <param name="Request">The trace of the request, as events carry it.</param>
[Table("file_reads")]
public sealed record FileRead(
    [Key] ElderId Elder, [Key] FileReadId Id, DateTimeOffset At, string Reader, ImmutableArray<string> Roles, Guid? Site, string? District,
    ImmutableArray<FilePart> Parts, FileDoor Door, string? Request);
