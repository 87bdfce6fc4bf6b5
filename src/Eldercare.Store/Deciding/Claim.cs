namespace Eldercare.Store.Deciding;

/// <summary>
/// Something only one stream may hold at a time, guarded by a primary key in the database: an elder's portion for a date and
/// meal, an elder's bed, a bed's resident.
/// </summary>
/// <param name="Kind">What is claimed, e.g. <c>portion</c>. Lower case, at most 32 characters.</param>
/// <param name="Subject">Whose it is: an elder, a bed.</param>
/// <param name="Slot">Which one of the subject's, e.g. a date and meal; 0 where there is but one.</param>
public readonly record struct Claim(string Kind, Guid Subject, int Slot = 0);
