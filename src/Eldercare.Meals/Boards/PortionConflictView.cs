using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>Second portions, open and settled.</summary>
public sealed class PortionConflictView : View
{
    public override string Name => "PortionConflicts";

    public override ImmutableArray<Type> Rows => [typeof(PortionConflict), typeof(SettledPortionConflict)];

    public override ImmutableArray<Type> Events => [typeof(WalkInServed), typeof(SecondPortionFound), typeof(PortionConflictSettled)];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is PortionConflictSettled settled) rows.Find<PortionConflict>(settled.Sitting, settled.Elder);
        if (recorded.Fact is SecondPortionFound found) rows.Find<PortionConflict>(found.Sitting, found.Elder);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case WalkInServed { Elsewhere: { } elsewhere } f:
                rows.Put(new PortionConflict(
                    f.Sitting, f.Elder, elsewhere, f.ServedAt, f.Scan?.Device, f.Scan?.Sequence, null, null, null, recorded.Sequence,
                    recorded.RecordedAt));
                break;
            case WalkInServed: break;
            // A third portion makes no second item, nor does it hide where the other one was: her ledger has them all.
            case SecondPortionFound f when rows.Find<PortionConflict>(f.Sitting, f.Elder) is not null: break;
            case SecondPortionFound f:
                rows.Put(new PortionConflict(
                    f.Sitting, f.Elder, f.Sitting, f.ServedAt, f.Scan.Device, f.Scan.Sequence, f.FirstServedAt, f.FirstDevice,
                    f.FirstSequence, recorded.Sequence, recorded.RecordedAt));
                break;
            case PortionConflictSettled f:
                var conflict = rows.Find<PortionConflict>(f.Sitting, f.Elder)
                    ?? throw new InvalidOperationException($"No conflict at {f.Sitting} to settle.");
                rows.Remove<PortionConflict>(f.Sitting, f.Elder);
                rows.Put(new SettledPortionConflict(
                    f.Sitting, conflict.Found, f.Elder, conflict.Elsewhere, conflict, recorded.RecordedAt, recorded.Actor, f.How, f.Note));
                break;
            case var other: throw new InvalidOperationException($"{other} is none of this view's events.");
        }
    }
}
