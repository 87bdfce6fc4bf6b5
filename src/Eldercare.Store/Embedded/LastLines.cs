using System.Diagnostics;

namespace Eldercare.Store.Embedded;

/// <summary>Reads a process's output so that it never blocks; its last lines tell why it failed.</summary>
internal sealed class LastLines
{
    private const int Most = 20;

    private readonly Queue<string> _lines = new();

    public LastLines(Process process)
    {
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool Hold(string text) => ToString().Contains(text, StringComparison.Ordinal);

    public override string ToString()
    {
        lock (_lines) return string.Join(Environment.NewLine, _lines);
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is null) return;
        lock (_lines)
        {
            _lines.Enqueue(e.Data);
            if (_lines.Count > Most) _lines.Dequeue();
        }
    }
}
