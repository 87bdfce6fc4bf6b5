using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

/// <summary>
/// What <c>entitlements</c>, <c>hukou</c>, <c>diner_profiles</c> and <c>contacts</c> say of elders: decided together with the elder's row of
/// <c>elders</c>, so that a person who is new comes in whole, and alone where that row is missing.
/// </summary>
internal sealed class ElderDetails : IDisposable
{
    private readonly Dictionary<ElderId, (List<Step> Create, List<Step> Change)> _steps = [];
    private readonly List<RegistryReader> _files = [];

    /// <summary>The first of the files that is there; null when none is.</summary>
    public RegistryReader? First => _files.FirstOrDefault();

    public static ElderDetails Read(ImportContext context)
    {
        var details = new ElderDetails();
        details.Add(Registry.Entitlements, context, EntitlementRows.Read);
        details.Add(Registry.Hukou, context, HukouRows.Read);
        details.Add(Registry.DinerProfiles, context, DinerProfileRows.Read);
        details.Add(Registry.Contacts, context, ContactRows.Read);
        return details;
    }

    /// <param name="elder">Of whom.</param>
    /// <param name="create">What is decided when she is new.</param>
    /// <param name="change">What is decided when she is known.</param>
    public void Add(ElderId elder, Step create, params ReadOnlySpan<Step> change)
    {
        if (!_steps.TryGetValue(elder, out var steps)) _steps[elder] = steps = ([], []);
        steps.Create.Add(create);
        steps.Change.AddRange(change);
    }

    /// <summary>An elder's steps, which are then no longer here.</summary>
    public (IReadOnlyList<Step> Create, IReadOnlyList<Step> Change) Take(ElderId elder) =>
        _steps.Remove(elder, out var steps) ? steps : ([], []);

    /// <summary>Those of elders whose row was not read.</summary>
    public IEnumerable<Entry> Left(DateTimeOffset now)
    {
        foreach (var (elder, (create, change)) in _steps)
            yield return new CommandEntry(Elder.Stream.At(elder.Value), create, change, now) { EachAlone = true };
    }

    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
    }

    private void Add(Registry registry, ImportContext context, Action<RegistryReader, ImportContext, ElderDetails> read)
    {
        if (context.Open(registry) is not { } file) return;
        _files.Add(file);
        read(file, context, this);
    }
}
