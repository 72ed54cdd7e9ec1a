using System.Diagnostics;
using System.Text.Json;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Runs cartridges in V8: one Node process, fed a line of JSON for each cartridge.</summary>
internal sealed class NodeEngine : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Process _node;

    public NodeEngine()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("--eval");
        using (var reader = new StreamReader(typeof(NodeEngine).Assembly.GetManifestResourceStream("engine.js")!))
            start.ArgumentList.Add(reader.ReadToEnd());
        _node = Process.Start(start)!;
    }

    /// <summary>Runs each script on a fresh instance; a script ends at its first trap.</summary>
    public Outcome[][] Run(byte[] module, IReadOnlyList<IReadOnlyList<Step>> scripts)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(new { module = Convert.ToBase64String(module), scripts }, Json));
        _node.StandardInput.Flush();
        string answer = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node has ended.");
        return JsonSerializer.Deserialize<Outcome[][]>(answer, Json)!;
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }
}
