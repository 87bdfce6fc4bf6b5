using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Census;

/// <summary>
/// A stay as it was believed for some time: what a later event says of it ends this version and begins the next. From these the census
/// of any day is known, as it is today and as it was reported then.
/// </summary>
/// <param name="Bed">Which.</param>
/// <param name="Nr">Which of the bed's versions, from 1.</param>
/// <param name="Home">Where the bed stands.</param>
/// <param name="Elder">Who lived in it.</param>
/// <param name="Began">Her first day (valid time).</param>
/// <param name="Ended">The day she left (valid time); null while she lives there.</param>
/// <param name="KnownFrom">When this was recorded.</param>
/// <param name="KnownUntil">When something else was recorded instead; null while it holds.</param>
[Table("bed_stays", Indexes = ["home", "elder"])]
public sealed record BedStay(
    [Key] BedId Bed, [Key] int Nr, HomeId Home, ElderId Elder, DateOnly Began, DateOnly? Ended, DateTimeOffset KnownFrom, DateTimeOffset? KnownUntil);

/// <summary>A bed as it was from one instant to another, as it was recorded.</summary>
/// <param name="Bed">Which.</param>
/// <param name="Nr">Which of its versions, from 1.</param>
/// <param name="Home">Where it stands.</param>
/// <param name="State">Where it was in its round.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Until when; null while it is.</param>
/// <param name="Kind">Its kind then; null in rows from before this was kept.</param>
/// <param name="FreeOn">The day it was to be free: the agreed end of the resident's stay, or the day a closed bed was expected back.</param>
/// <param name="KeptUntil">Of a leave, the first day the bed was not to be kept any more.</param>
/// <param name="PromisedFrom">The first day somebody had reserved it from, not counting whom it was kept for by then.</param>
[Table("bed_states", Indexes = ["home", "until"])]
public sealed record BedStateTime(
    [Key] BedId Bed, [Key] int Nr, HomeId Home, BedState State, DateTimeOffset Since, DateTimeOffset? Until, BedKind? Kind = null,
    DateOnly? FreeOn = null, DateOnly? KeptUntil = null, DateOnly? PromisedFrom = null);

/// <summary>Where a bed's rows stand: the last of its versions, the stays that hold, and to whom it is promised.</summary>
[Table("bed_tracks")]
public sealed record BedTrack(
    [Key] BedId Bed, HomeId Home, BedState State, int States, int Stays, ImmutableArray<LiveStay> Live, ImmutableArray<Reservation>? Promised = null);

/// <param name="Nr">Its version.</param>
public sealed record LiveStay(int Nr, ElderId Elder, DateOnly Began, DateOnly? Ended);
