using System.Globalization;
using System.Runtime.InteropServices;
using Monster.Cartridge;

namespace Monster.Compiler.Tests.Differential;

/// <summary>One program in both forms.</summary>
/// <param name="Type">The game class that .NET runs.</param>
internal sealed record BothForms(byte[] Wasm, StateLayout State, Type Type);

/// <summary>
/// Runs a game under the .NET JIT, in Wasmtime and in V8, and says where they first differ: in traps, results, scores, cells, voices and
/// state between .NET and the cartridge; in results, budget, depth and the whole memory after every call between the engines.
/// </summary>
internal sealed class Comparison(WasmtimeEngine wasmtime, NodeEngine node)
{
    private const int Probes = 4;

    public int Traps { get; private set; }

    public int BudgetTraps { get; private set; }

    public int DepthTraps { get; private set; }

    public int Calls { get; private set; }

    /// <summary>Whether the engines are compared with each other too; a minimiser that is after something else need not.</summary>
    public bool WithEngines { get; set; } = true;

    /// <summary>What is done to a cartridge before V8 gets it: a test of this comparison itself makes the engines differ.</summary>
    public Func<byte[], byte[]> ForNode { get; set; } = wasm => wasm;

    /// <summary>Null when all agree; otherwise what differs, in one line.</summary>
    public string? FirstDifference(BothForms forms, int seed, int updates, Func<int, int> keyOf)
    {
        var random = new Random(seed);
        var script = new List<Step>();
        var outcomes = new List<Outcome>();
        using var module = wasmtime.Compile(forms.Wasm);
        using (var run = wasmtime.Start(module))
        {
            var native = new NativeGame(forms.Type);
            foreach (var step in Steps(random, updates, keyOf))
            {
                script.Add(step);
                var outcome = run.Call(step);
                outcomes.Add(outcome);
                if (AgainstNative(forms.State, native, run, step, outcome) is { } difference)
                    return $"{difference} (call {script.Count}, {step.Export})";
                if (outcome.Trapped || (step.Export == "update" && outcome.Result == (int)Status.Over))
                    break;
            }
        }

        Calls += script.Count;
        Traps += outcomes[^1].Cause == "program" ? 1 : 0;
        return !WithEngines ? null : BetweenEngines(forms.Wasm, module, script, outcomes, random);
    }

    private static IEnumerable<Step> Steps(Random random, int updates, Func<int, int> keyOf)
    {
        yield return new Step("init", [random.Next(), random.Next(), random.Next(3), random.Next()], Abi.InitBudget);
        for (int tick = 0; tick < updates; tick++)
        {
            yield return new Step("update", [keyOf(tick)], Abi.UpdateBudget);
            if (random.Next(4) == 0)
                yield return new Step("draw", [], Abi.DrawBudget);
            if (random.Next(4) == 0)
                yield return new Step("score", [], Abi.ScoreBudget);
        }
    }

    private static string? AgainstNative(StateLayout layout, NativeGame native, WasmtimeRun run, Step step, Outcome outcome)
    {
        int? expected = native.Call(step.Export, step.Arguments);
        if (outcome.Cause is "budget" or "depth")
            return $"the cartridge trapped for {outcome.Cause}";
        if (expected is null != outcome.Trapped)
            return expected is null ? ".NET threw, the cartridge went on" : $"the cartridge trapped, .NET went on: {run.LastTrap?.ReplaceLineEndings(" ")}";
        if (expected is { } result && result != outcome.Result)
            return $"returned {result} in .NET and {outcome.Result} in the cartridge";
        if (step.Export == "draw" && !outcome.Trapped && FirstCell(native, run) is { } cell)
            return cell;
        return FirstField(layout, native.State(), run);
    }

    private static string? FirstField(StateLayout layout, byte[] native, WasmtimeRun run)
    {
        byte[] state = StateReader.Bytes(layout, run.Memory);
        int same = native.AsSpan().CommonPrefixLength(state);
        if (same == native.Length && same == state.Length)
            return null;
        int at = same & ~3;
        string Number(byte[] bytes) => at < bytes.Length ? BitConverter.ToInt32(bytes, at).ToString(CultureInfo.InvariantCulture) : "nothing";
        return $"the states differ: {StateReader.PathOf(layout, run.Memory, at / 4)} is {Number(native)} in .NET and {Number(state)} in the cartridge";
    }

    private static string? FirstCell(NativeGame native, WasmtimeRun run)
    {
        var cells = MemoryMarshal.Cast<byte, uint>(run.Memory.Slice(run.Address("cells"), Abi.CellCount * Abi.CellBytes));
        int same = cells.CommonPrefixLength(native.Cells);
        if (same < Abi.CellCount)
            return $"cell ({same % Abi.Width}, {same / Abi.Width}) is {native.Cells[same]:X8} in .NET and {cells[same]:X8} in the cartridge";
        var voices = run.Memory.Slice(run.Address("voices"), Abi.VoiceCount * Abi.VoiceBytes);
        return MemoryMarshal.Cast<byte, uint>(voices).SequenceEqual(native.Voices) ? null : "the voices differ";
    }

    /// <summary>The same calls in V8, then again in both with budgets and depths that end somewhere in the middle.</summary>
    private string? BetweenEngines(byte[] wasm, Wasmtime.Module module, List<Step> script, List<Outcome> outcomes, Random random)
    {
        var scripts = new List<List<Step>> { script };
        var expected = new List<List<Outcome>> { outcomes };
        for (int probe = 0; probe < Probes; probe++)
        {
            int last = random.Next(script.Count);
            int used = script[last].Budget - outcomes[last].Budget;
            // The exact budget, one less, any part of it; and a shadow stack of which little is left.
            var changed = probe switch
            {
                0 => script[last] with { Budget = used },
                1 => script[last] with { Budget = used - 1 },
                2 => script[last] with { Budget = random.Next(Math.Max(used, 1)) },
                _ => script[last] with { Depth = random.Next(400) },
            };
            scripts.Add([.. script.Take(last), changed]);
            expected.Add(InWasmtime(module, scripts[^1]));
            var outcome = expected[^1][^1];
            if (probe == 0 && (outcome.Trapped != outcomes[last].Trapped || (!outcome.Trapped && outcome.Budget != 0)))
                return $"with the exact budget of {used} {changed.Export} ended with {outcome.Budget}, trap {outcome.Cause ?? "none"}";
            if (probe == 1 && !outcomes[last].Trapped && outcome.Cause != "budget")
                return $"with one unit less than the budget of {used} {changed.Export} did not trap";
            BudgetTraps += outcome.Cause == "budget" ? 1 : 0;
            DepthTraps += outcome.Cause == "depth" ? 1 : 0;
        }

        var inNode = node.Run(ForNode(wasm), scripts);
        for (int i = 0; i < scripts.Count; i++)
        {
            for (int j = 0; j < scripts[i].Count; j++)
            {
                if (j >= inNode[i].Length || inNode[i][j] != expected[i][j])
                    return $"Wasmtime and V8 differ in run {i}, call {j + 1}, {scripts[i][j]}: {expected[i][j]} and {(j < inNode[i].Length ? inNode[i][j] : "nothing")}";
            }
        }

        return null;
    }

    private List<Outcome> InWasmtime(Wasmtime.Module module, List<Step> script)
    {
        using var run = wasmtime.Start(module);
        return [.. script.Select(run.Call)];
    }
}
