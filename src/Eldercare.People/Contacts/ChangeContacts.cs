using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Contacts;

/// <summary>Says who is to be rung, all of them at once.</summary>
public sealed record ChangeContacts(ElderId Elder, ImmutableArray<Contact> Contacts) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    /// <summary>Without personal data: commands end up in logs.</summary>
    public override string ToString() => $"{nameof(ChangeContacts)} {Elder}";

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<ElderContacts>(Elder.Value)] };

    public Outcome Decide(Known known) =>
        ChangeContactsDecider.Decide(this, known.State<Elder>(Stream), known.Row<ElderContacts>(Elder.Value)).On(Stream)
            .Keeping(new ElderContacts(Elder, Contacts));
}

public static class ChangeContactsDecider
{
    public const int Most = 10;

    public static Decision<ElderFact> Decide(ChangeContacts command, Elder? elder, ElderContacts? known)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (command.Contacts.Length > Most) return new TextInvalid("contacts", new($"超过{Most}人", $"are more than {Most}"));
        foreach (var contact in command.Contacts)
        {
            if (Text.Check("contacts", contact.Name, RegisterElderDecider.LongestName) is { } name) return name;
            if (RegisterElderDecider.CheckPhone(contact.Phone) is { Reason: var why })
                return new TextInvalid("contacts", new("的电话" + why.Zh, "have a phone that " + why.En));
        }

        return command.Contacts.SequenceEqual(known?.Contacts ?? []) ? Decision<ElderFact>.NoChange : new ContactsChanged(command.Elder);
    }
}
