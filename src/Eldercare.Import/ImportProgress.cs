namespace Eldercare.Import;

/// <summary>How far a file is written or read.</summary>
/// <param name="File">Its name without folder, e.g. <c>elders.csv</c>.</param>
/// <param name="Rows">Rows done.</param>
/// <param name="Share">Of the file, 0 to 1.</param>
public readonly record struct ImportProgress(string File, long Rows, double Share);
