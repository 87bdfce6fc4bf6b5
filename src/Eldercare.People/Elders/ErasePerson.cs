using Eldercare.People.Acting;
using Eldercare.People.Cards;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Diets;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

/// <summary>Why a person's data is erased.</summary>
public enum ErasureReason
{
    /// <summary>The person, or who acts for her, asked for it.</summary>
    Request,

    /// <summary>The time for which the data may be kept is over.</summary>
    Retention,
}

/// <summary>
/// Erases a person: name, numbers, phone and address, contacts, consents, cards and who may act for her; also from the contacts of others
/// whom she was to be rung for, known by her phone. Her events stay, and with them every count and settlement: they hold ids only. The
/// identity number may be registered again, as another person.
/// </summary>
/// <param name="Elder">Whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="Ties">Claims that nobody may hold for her: the bed she lives in, the bed she asks for.</param>
/// <param name="ComingMeals">Portions booked for her from today on, as far as known when the command was given.</param>
public sealed record ErasePerson(ElderId Elder, ErasureReason Reason, ImmutableArray<Claim> Ties, int ComingMeals) : ICommand
{
    /// <summary>Others who have her phone among their contacts, as far as known when the command was given.</summary>
    public ImmutableArray<ElderId> NamedBy { get; init; } = [];

    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream, .. NamedBy.Select(e => Elders.Elder.Stream.At(e.Value))],
        Claims = Ties,
        Rows = [RowRef.To<ElderRecord>(Elder.Value), .. NamedBy.Select(e => RowRef.To<ElderContacts>(e.Value))],
    };

    public Outcome Decide(Known known)
    {
        var (elder, record) = (known.State<Elder>(Stream), known.Row<ElderRecord>(Elder.Value));
        ImmutableArray<string> held = [.. Ties.Where(t => known.Holder(t) is not null).Select(t => t.Kind)];
        var outcome = ErasePersonDecider.Decide(this, elder, held).On(Stream)
            .Removing<ElderContacts>(Elder.Value).Removing<ElderConsents>(Elder.Value).Removing<ElderPreferences>(Elder.Value)
            .Removing<DinerProfile>(Elder.Value);
        foreach (var card in elder is null ? [] : elder.Cards.Union(elder.RevokedCards)) outcome = outcome.Removing<ElderCard>(card.Value).Releasing(card.Claim, Stream);
        foreach (var acting in elder?.Acting.Keys ?? []) outcome = outcome.Removing<ActingRecord>(acting.Value);
        if (record is null) return outcome;
        outcome = outcome.Keeping(record.Erased(CityTime.Today(known.Now))).Releasing(RegisterElder.IdentityClaimOf(record.IdentityNumber), Stream);
        return outcome.Facts.IsEmpty ? outcome : NamedBy.Aggregate(outcome, (o, other) => Unnamed(o, other, record.Phone, known));
    }

    /// <summary>Another's contacts without her. Of the dead nothing is recorded any more, but the row is cleared all the same.</summary>
    private static Outcome Unnamed(Outcome outcome, ElderId other, string? phone, Known known)
    {
        if (phone is null || known.Row<ElderContacts>(other.Value) is not { } contacts) return outcome;
        var left = contacts.Contacts.RemoveAll(c => ElderContacts.SamePhone(c.Phone, phone));
        if (left.Length == contacts.Contacts.Length) return outcome;
        var stream = Elders.Elder.Stream.At(other.Value);
        outcome = outcome.Keeping(contacts with { Contacts = left });
        return known.State<Elder>(stream) is { DiedOn: null, IsErased: false } ? outcome.And(stream, new ContactsChanged(other)) : outcome;
    }
}

/// <param name="ComingMeals">Portions booked for her from today on.</param>
/// <param name="Ties">What else she has with the city: <c>resident</c>, she lives in a bed; <c>application</c>, she asks for one.</param>
public sealed record PersonHasOpenMatters(ElderId Elder, int ComingMeals, ImmutableArray<string> Ties) : Refusal
{
    public override Words Message => new(
        "该老人还有未结束的用餐、床位或床位申请，请先办结。",
        "She still has meals, a bed or an application for one: these end first.");
}

public static class ErasePersonDecider
{
    /// <param name="command">Whom, and what is known to be open.</param>
    /// <param name="elder">From the events.</param>
    /// <param name="held">The kinds of the ties that are held.</param>
    public static Decision<ElderFact> Decide(ErasePerson command, Elder? elder, ImmutableArray<string> held)
    {
        if (elder is null) return new ElderUnknown(command.Elder);
        if (elder.IsErased) return Decision<ElderFact>.NoChange;
        if (command.ComingMeals > 0 || held.Length > 0) return new PersonHasOpenMatters(command.Elder, command.ComingMeals, held);

        return new PersonErased(command.Elder, command.Reason);
    }
}
