using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Import.Reports;
using Eldercare.People;
using Eldercare.People.Contacts;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

/// <summary><c>contacts</c>: whom to ring; an elder's rows are all of her contacts, in the order in which they are to be rung.</summary>
internal static class ContactRows
{
    private const int ElderOf = 0, Name = 1, RelationOf = 2, Phone = 3, Emergency = 4;

    public static void Read(RegistryReader file, ImportContext context, ElderDetails details)
    {
        var ofElders = new Dictionary<ElderId, (List<Contact> Contacts, List<RowAt> Rows, bool Broken)>();
        foreach (var row in file.Rows(context.Report))
        {
            var elder = ElderIds.FromRegistry(file.Number(ElderOf));
            var isNamed = !file.Failed;
            var contact = new Contact(
                file.Text(Name), file.Choice<Relation>(RelationOf), file.Text(Phone), !file.IsEmpty(Emergency) && file.YesOrNo(Emergency));
            if (!isNamed) continue;
            if (!ofElders.TryGetValue(elder, out var all)) all = ([], [], false);
            ofElders[elder] = all with { Broken = all.Broken || file.Failed };
            if (file.Failed) continue;
            all.Contacts.Add(contact);
            all.Rows.Add(row);
        }

        foreach (var (elder, (contacts, rows, broken)) in ofElders)
        {
            // Without the one that cannot be read the others would be taken for all there are.
            if (broken)
            {
                foreach (var row in rows)
                {
                    context.Errors.Add(row, "elder", "CONTACTS_INCOMPLETE", "Another contact of the elder cannot be read, so none is taken.");
                    row.File.Count(Fate.Refused);
                }

                continue;
            }

            var step = new Step([.. rows], "phone", new ChangeContacts(elder, [.. contacts]), context.Now);
            details.Add(elder, step, step with
            {
                Against = Comparison.With<ElderContacts>(
                    elder.Value, known => contacts.SequenceEqual(known?.Contacts ?? []) ? Verdict.Same : Verdict.Changed),
            });
        }
    }
}
