using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Monster.Bench;

/// <summary>A Node process in which cartridges are measured.</summary>
internal sealed class NodeRunner : IDisposable
{
    private readonly Process _node;

    public NodeRunner()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("--eval");
        using (var reader = new StreamReader(typeof(NodeRunner).Assembly.GetManifestResourceStream("bench.js")!))
            start.ArgumentList.Add(reader.ReadToEnd());
        _node = Process.Start(start)!;
    }

    public void Load(byte[] wasm, uint[] seed) => Ask(new { module = Convert.ToBase64String(wasm), seed = Signed(seed) });

    /// <returns>Milliseconds, and the score at the end.</returns>
    public (double Milliseconds, int Score) Play(uint[] seed, int[] keys)
    {
        string[] answer = Ask(new { seed = Signed(seed), keys }).Split(' ');
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), int.Parse(answer[1], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private static int[] Signed(uint[] seed) => [.. seed.Select(s => unchecked((int)s))];

    private string Ask(object question)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(question));
        _node.StandardInput.Flush();
        return _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node has ended.");
    }
}
