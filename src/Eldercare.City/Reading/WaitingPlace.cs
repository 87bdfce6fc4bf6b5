using Eldercare.Meals;

namespace Eldercare.City.Reading;

/// <summary>An elder's place on a waiting list.</summary>
/// <param name="Entry">Who waits where.</param>
/// <param name="Ahead">How many get a place before her; 0 also when a place is offered to her.</param>
public sealed record WaitingPlace(WaitingEntry Entry, int Ahead);
