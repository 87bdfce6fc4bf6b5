using Eldercare.People.Elders;

namespace Eldercare.People.Contacts;

/// <summary>The elder's contacts changed; who they are stands in their row alone.</summary>
public sealed record ContactsChanged(ElderId Elder) : ElderFact;

/// <summary>Language or quiet hours changed; what they are stands in their row alone.</summary>
public sealed record PreferencesChanged(ElderId Elder) : ElderFact;
