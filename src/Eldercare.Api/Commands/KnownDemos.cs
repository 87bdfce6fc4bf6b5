using System.Security.Cryptography;
using System.Text;

namespace Eldercare.Api.Commands;

/// <summary>
/// Where this user's demos lie, so that import, rebuild and token find the one that is meant when no folder is named. They take the
/// one that runs, or the only one there is; between several the person chooses: nothing is written to a city by a guess.
/// </summary>
internal static class KnownDemos
{
    public static string UserData { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "eldercare");

    /// <summary>One file a demo, so that two that start at once do not overwrite each other's entry.</summary>
    private static string List => Path.Combine(UserData, "demos");

    public static void Remember(DataFolder folder)
    {
        Directory.CreateDirectory(List);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder.Path)))[..16];
        File.WriteAllText(Path.Combine(List, name), folder.Path);
    }

    /// <param name="data">The folder the person named, or null.</param>
    /// <exception cref="UserFaultException">There is none, or it is not clear which is meant.</exception>
    public static DataFolder Choose(string? data)
    {
        if (data is not null)
        {
            var named = new DataFolder(data);
            return named.IsDemo ? named : throw new UserFaultException(
                $"There is no demo in {named.Path}. Start one there first: ./eldercare demo --data {named.Path}");
        }

        var known = All();
        var running = known.FindAll(f => f.IsRunning);
        return (running, known) switch
        {
            ([var one], _) => one,
            ([], [var one]) => one,
            ([], []) => throw new UserFaultException("There is no demo yet. Start one first: ./eldercare demo"),
            ([], _) => throw new UserFaultException($"There are several demos, and none runs. Name one with --data:{Listed(known)}"),
            _ => throw new UserFaultException($"Several demos run. Name one with --data:{Listed(running)}"),
        };
    }

    private static List<DataFolder> All() =>
    [
        .. (Directory.Exists(List) ? Directory.EnumerateFiles(List).Select(File.ReadAllText) : [])
            .Concat([DataFolder.Default(small: false), DataFolder.Default(small: true)])
            .Distinct(StringComparer.Ordinal).Select(p => new DataFolder(p)).Where(f => f.IsDemo).OrderBy(f => f.Path, StringComparer.Ordinal),
    ];

    private static string Listed(List<DataFolder> folders) =>
        string.Concat(folders.Select(f => $"{Environment.NewLine}  --data {f.Path}  ({f.State()})"));
}
