using System.Runtime.InteropServices;

namespace Eldercare.Store.Deciding;

/// <summary>
/// Days of which each belongs to one holder at most, guarded by an exclusion constraint in the database: a bed's, an elder's.
/// </summary>
/// <param name="Kind">What is held, e.g. <c>bed</c>. Lower case, at most 32 characters.</param>
/// <param name="Subject">Whose days they are.</param>
public readonly record struct Timeline(string Kind, Guid Subject);

/// <summary>Days of a timeline that one holder has alone.</summary>
/// <param name="From">The first of them.</param>
/// <param name="Until">The first day that is free again; null while there is none.</param>
/// <param name="Holder">Whose they are: of a bed the elder's, of an elder the bed's.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Span(DateOnly From, DateOnly? Until, Guid Holder)
{
    /// <summary>Some day is in both; a span that ends the day it begins has none.</summary>
    public bool Overlaps(DateOnly from, DateOnly? until) =>
        From != Until && from != until && (until is not { } end || From < end) && (Until is not { } mine || from < mine);
}
