using Eldercare.Import.Reading;
using Eldercare.Import.Reports;
using Eldercare.People;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Import.Deciding;

/// <summary>One run of an import.</summary>
internal sealed record ImportContext(
    string Folder,
    string City,
    IBulkAppender Appender,
    ICommandWriter Writer,
    IRowLookup Rows,
    IProgress<ImportProgress>? Progress,
    TimeProvider Clock,
    int BatchSize,
    ErrorLog Errors,
    CancellationToken Cancellation)
{
    private readonly List<FileTally> _files = [];

    /// <summary>Tells this run's commands from those of any other.</summary>
    public string Run { get; } = Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N");

    public DateTimeOffset Now { get; } = Clock.GetUtcNow();

    public DateOnly Today => CityTime.Today(Now);

    public World World { get; } = new(City, Appender);

    public IEnumerable<FileTally> Files => _files;

    /// <summary>The file opened, or null when it is not there or not what it should be; the latter is reported.</summary>
    public RegistryReader? Open(Registry registry)
    {
        var tally = new FileTally(registry.Name);
        try
        {
            if (registry.Find(Folder) is not { } path) return null;
            tally = new FileTally(Path.GetFileName(path));
            _files.Add(tally);
            return RegistryReader.Open(registry, path, tally, Errors);
        }
        catch (Exception failure) when (failure is FileFault or IOException or UnauthorizedAccessException)
        {
            if (!_files.Contains(tally)) _files.Add(tally);
            Report(tally, failure as FileFault ?? new("FILE_UNREADABLE", "The file cannot be opened."));
            return null;
        }
    }

    /// <summary>The file once more, for what another one needs of it: counts and reports nothing.</summary>
    public RegistryReader? OpenAgain(Registry registry)
    {
        try
        {
            return registry.Find(Folder) is { } path ? RegistryReader.Open(registry, path, new(registry.Name), errors: null) : null;
        }
        catch (Exception failure) when (failure is FileFault or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Report(FileTally file, FileFault fault)
    {
        file.Faulty = true;
        Errors.Add(file.File, 0, fault.Column, fault.Code, fault.Message);
    }

    /// <param name="trusting">Many rows, most of them new: see <see cref="Pipeline"/>.</param>
    public Task RunAsync(RegistryReader file, IEnumerable<Entry> entries, bool trusting = false) =>
        new Pipeline(this, trusting).RunAsync(entries, file.Tally, () => file.Share);
}
