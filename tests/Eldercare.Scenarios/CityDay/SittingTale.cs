namespace Eldercare.Scenarios.CityDay;

/// <summary>
/// A sitting told again from its events, by rules written down here a second time: who may follow on what, and that no place is given
/// twice at any moment.
/// </summary>
internal sealed class SittingTale
{
    private readonly List<string> _faults = [];
    private readonly List<Guid> _waiting = [];
    private readonly HashSet<Guid> _offered = [];
    private readonly Dictionary<Guid, string> _guests = [];

    public SittingTale(IEnumerable<Happened> events)
    {
        foreach (var e in events)
        {
            if (Closed && !IsOffline(e)) _faults.Add($"closed already: {e}");
            Tell(e);
            if (Booked + _offered.Count > Capacity) _faults.Add($"{Booked} booked and {_offered.Count} offered of {Capacity}: {e}");
            if (Free > 0 && _waiting.Count > 0 && !Frees(e)) _faults.Add($"{Free} places free while {_waiting.Count} wait: {e}");
            if (WalkIns > Buffer && !IsOffline(e)) _faults.Add($"{WalkIns} walk-ins of {Buffer}: {e}");
            if (!IsAside(e)) Last = e.Sequence;
        }

        if (Closed && (_waiting.Count > 0 || _offered.Count > 0)) _faults.Add("somebody still waits");
        if (Closed && Bookings - Cancelled != Served + NoShows)
            _faults.Add($"{Bookings} - {Cancelled} bookings are not {Served} served + {NoShows} no-shows");
    }

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>What became of each guest: booked, served, walkIn, noShow or cancelled.</summary>
    public IReadOnlyDictionary<Guid, string> Guests => _guests;

    /// <summary>Who is booked or was served from a booking, or missed.</summary>
    public IEnumerable<Guid> Standing => _guests.Where(g => g.Value is "booked" or "served" or "noShow").Select(g => g.Key);

    public int Capacity { get; private set; }

    public int Buffer { get; private set; }

    /// <summary>Places taken.</summary>
    public int Booked { get; private set; }

    /// <summary>Bookings ever made.</summary>
    public int Bookings { get; private set; }

    public int Cancelled { get; private set; }

    public int Served { get; private set; }

    public int NoShows { get; private set; }

    public int WalkIns { get; private set; }

    public int Waiting => _waiting.Count;

    public int Offered => _offered.Count;

    public bool Closed { get; private set; }

    /// <summary>The last event its board shows.</summary>
    public long Last { get; private set; }

    private int Free => Capacity - Booked - _offered.Count;

    /// <summary>The decision that frees a place offers it, in the events behind this one, or the cut-off is too near.</summary>
    private static bool Frees(Happened e) =>
        e.Type is "booking_cancelled" or "place_declined" or "place_offer_lapsed" or "waiting_list_left" or "sitting_plan_changed";

    /// <summary>What a person has to look at stands on its own list, not on the board.</summary>
    private static bool IsAside(Happened e) => e.Type is "second_portion_found" or "portion_conflict_settled";

    private static bool IsOffline(Happened e) => e.Is("offline") || IsAside(e);

    private void Tell(Happened e)
    {
        switch (e.Type)
        {
            case "sitting_opened" or "sitting_plan_changed": (Capacity, Buffer) = (e.Number("capacity"), e.Number("walkInBuffer")); break;
            case "meal_booked":
                Become(e, "booked", null, "cancelled");
                (Booked, Bookings) = (Booked + 1, Bookings + 1);
                break;
            case "booking_cancelled":
                Become(e, "cancelled", "booked");
                (Booked, Cancelled) = (Booked - 1, Cancelled + 1);
                break;
            case "meal_served" when e.Is("afterNoShow"):
                Become(e, "served", "noShow");
                (Booked, Served, NoShows) = (Booked + 1, Served + 1, NoShows - 1);
                break;
            case "meal_served":
                Become(e, "served", "booked");
                Served++;
                break;
            case "walk_in_served":
                Become(e, "walkIn", null, "cancelled", "noShow");
                WalkIns++;
                break;
            case "no_show_recorded":
                Become(e, "noShow", "booked");
                (Booked, NoShows) = (Booked - 1, NoShows + 1);
                break;
            case "waiting_list_joined":
                if (_waiting.Contains(e.Elder) || _offered.Contains(e.Elder)) _faults.Add($"waits already: {e}");
                _waiting.Add(e.Elder);
                break;
            case "place_offered":
                if (_waiting.FirstOrDefault() != e.Elder) _faults.Add($"out of turn: {e}");
                _waiting.Remove(e.Elder);
                _offered.Add(e.Elder);
                break;
            case "place_declined" or "place_offer_lapsed": Leave(e, hadOffer: true); break;
            case "place_offer_withdrawn":
                if (!_offered.Remove(e.Elder)) _faults.Add($"had no offer: {e}");
                _waiting.Insert(0, e.Elder);
                break;
            case "waiting_list_left": Leave(e, e.Is("hadOffer")); break;
            case "sitting_closed":
                if (_guests.ContainsValue("booked")) _faults.Add($"somebody is neither served nor a no-show: {e}");
                Closed = true;
                break;
            case "second_portion_found" or "portion_conflict_settled": break;
            default: _faults.Add($"nobody expected {e}"); break;
        }
    }

    private void Become(Happened e, string state, params string?[] from)
    {
        if (!from.Contains(_guests.GetValueOrDefault(e.Elder))) _faults.Add($"was {_guests.GetValueOrDefault(e.Elder) ?? "nobody"}: {e}");
        if (_waiting.Contains(e.Elder) || _offered.Contains(e.Elder)) _faults.Add($"still waits: {e}");
        _guests[e.Elder] = state;
    }

    private void Leave(Happened e, bool hadOffer)
    {
        if (!(hadOffer ? _offered.Remove(e.Elder) : _waiting.Remove(e.Elder))) _faults.Add($"did not wait: {e}");
    }
}
