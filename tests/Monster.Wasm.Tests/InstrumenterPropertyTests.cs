using System.Security.Cryptography;
using System.Text.Json;
using Monster.Engines;
using Wasmtime;

namespace Monster.Wasm.Tests;

/// <summary>Random programs, with and without enough budget: the machine of reference, Wasmtime and V8 end in the same place.</summary>
public sealed class InstrumenterPropertyTests(ITestOutputHelper output)
{
    private const int ShadowStack = 2048;

    /// <summary>Everything a host can see after a call.</summary>
    private sealed record End(int? Result, int Budget, int Depth, string Memory);

    private sealed record Job(string File, int Budget, int X, int Y);

    [Fact]
    public void Counts_traps_results_and_memory_are_the_same_everywhere()
    {
        var run = new RandomRun(output);
        using var folder = new Tool.Folder();
        var jobs = new List<Job>();
        var expected = new List<End>();
        int programs = RandomRun.Rounds(150);
        for (int i = 0; i < programs; i++)
        {
            var plain = RandomProgram.Make(run.Random);
            int[] costs = [.. plain.Functions.Select(f => FunctionShape.Of(plain, f).DepthCost)];
            string file = folder[$"{i}.wasm"];
            File.WriteAllBytes(file, Instrumented(plain));
            foreach (int budget in new[] { 20_000, run.Random.Next(1_500), run.Random.Next(100) })
            {
                var job = new Job(file, budget, run.Random.Next(-5, 50), run.Random.Next());
                jobs.Add(job);
                expected.Add(Reference(plain, costs, job));
            }
        }

        var wasmtime = OnWasmtime(jobs);
        var node = OnNode(folder, jobs);
        for (int i = 0; i < jobs.Count; i++)
        {
            Assert.True(expected[i] == wasmtime[i], $"seed {run.Seed}, job {i}: Wasmtime {wasmtime[i]}, expected {expected[i]}");
            Assert.True(expected[i] == node[i], $"seed {run.Seed}, job {i}: V8 {node[i]}, expected {expected[i]}");
        }

        AssertEveryEnd(expected);
    }

    [Fact]
    public void Stripping_gives_back_what_was_instrumented_and_no_other_function_is_canonical()
    {
        var run = new RandomRun(output);
        for (int i = RandomRun.Rounds(200); i > 0; i--)
        {
            var module = RandomProgram.Make(run.Random);
            var instrumenter = new Instrumenter(module, CheckGlobals.AddTo(module, ShadowStack));
            foreach (var plain in module.Functions)
            {
                var once = instrumenter.Instrument(plain);
                var stripped = instrumenter.Strip(once)!;
                Assert.Equal((plain.FrameBytes, plain.LocalCount), (stripped.FrameBytes, stripped.LocalCount));
                if (!plain.Body.Exists(instruction => instruction.Opcode == Opcode.Return))
                    Assert.Equal(plain.Body, stripped.Body);
                Assert.True(instrumenter.IsCanonical(once, out string fault), fault);
                Spoil(once, run.Random);
                Assert.False(instrumenter.IsCanonical(once, out _), $"seed {run.Seed}: a spoiled check was taken");
            }
        }
    }

    [Fact]
    public void What_we_write_is_read_by_wasm_validate_and_wasm_opt_and_runs_the_same_after_optimising()
    {
        var run = new RandomRun(output);
        using var folder = new Tool.Folder();
        var jobs = new List<Job>();
        for (int i = 0; i < 20; i++)
        {
            string file = folder[$"{i}.wasm"];
            File.WriteAllBytes(file, Instrumented(RandomProgram.Make(run.Random)));
            Tool.Must("wasm-validate", file);
            Tool.Must("wasm-opt", "-O2", "--enable-mutable-globals", file, "-o", folder[$"{i}.opt.wasm"]);
            jobs.Add(new Job(file, 20_000, run.Random.Next(-5, 50), run.Random.Next()));
        }

        var ours = OnWasmtime(jobs);
        var optimised = OnWasmtime([.. jobs.Select(job => job with { File = Path.ChangeExtension(job.File, ".opt.wasm") })]);
        for (int i = 0; i < jobs.Count; i++)
            Assert.True(ours[i] == optimised[i], $"seed {run.Seed}, job {i}: {ours[i]}, after wasm-opt {optimised[i]}");
    }

    /// <summary>Changes one instruction that belongs to a check.</summary>
    private static void Spoil(Function function, Random random)
    {
        int[] checks = [.. Enumerable.Range(0, function.Body.Count).Where(i => function.Body[i].Opcode is Opcode.GlobalGet or Opcode.GlobalSet)];
        int at = checks[random.Next(checks.Length)];
        switch (random.Next(3))
        {
            case 0:
                function.Body.RemoveAt(at);
                break;
            case 1:
                function.Body[at] = function.Body[at] with { Immediate = 1 - function.Body[at].Immediate };
                break;
            default:
                int constant = function.Body.FindIndex(i => i.Opcode == Opcode.I32Const);
                function.Body[constant] = Instruction.I32Const(function.Body[constant].Index - 1);
                break;
        }
    }

    private static byte[] Instrumented(Module plain)
    {
        var module = WasmReader.Read(WasmWriter.Write(plain));
        for (int i = 0; i < plain.Functions.Count; i++)
            module.Functions[i].FrameBytes = plain.Functions[i].FrameBytes;
        Instrumenter.InstrumentAll(module, CheckGlobals.AddTo(module, ShadowStack));
        Assert.Null(Validator.FaultOf(module));
        return WasmWriter.Write(module);
    }

    private static End Reference(Module plain, int[] costs, Job job)
    {
        var machine = new ReferenceMachine(plain, costs) { Budget = job.Budget, Depth = ShadowStack };
        int? result = null;
        try
        {
            result = machine.Call(0, [job.X, job.Y]);
        }
        catch (ReferenceMachine.Trap)
        {
            // The counters say why.
        }

        Assert.InRange(machine.Deepest, 1, (ShadowStack / 32) + 1);
        return new End(result, machine.Budget, machine.Depth, Hash(machine.Memory));
    }

    private static List<End> OnWasmtime(List<Job> jobs)
    {
        using var engine = EngineSignals.Start(new Config());
        var ends = new List<End>();
        foreach (var job in jobs)
        {
            using var store = new Store(engine);
            using var module = Wasmtime.Module.FromFile(engine, job.File);
            var instance = new Instance(store, module);
            instance.GetGlobal("budget")!.SetValue(job.Budget);
            int? result = null;
            try
            {
                result = instance.GetFunction<int, int, int>("main")!(job.X, job.Y);
            }
            catch (TrapException)
            {
                // The counters say why.
            }

            ends.Add(new End(result, (int)instance.GetGlobal("budget")!.GetValue()!, (int)instance.GetGlobal("depth")!.GetValue()!, Hash(instance.GetMemory("memory")!.GetSpan(0, 65_536))));
        }

        return ends;
    }

    private static List<End> OnNode(Tool.Folder folder, List<Job> jobs)
    {
        File.WriteAllText(folder["jobs.json"], JsonSerializer.Serialize(jobs, PlayResult.Json));
        File.WriteAllText(folder["run.mjs"], """
            import { readFileSync } from 'node:fs';
            import { createHash } from 'node:crypto';
            for (const { file, budget, x, y } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
              const game = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file))).exports;
              game.budget.value = budget;
              let result = null;
              try { result = game.main(x, y); } catch (e) { if (!(e instanceof WebAssembly.RuntimeError)) throw e; }
              const memory = createHash('sha256').update(new Uint8Array(game.memory.buffer)).digest('hex');
              console.log(JSON.stringify({ result, budget: game.budget.value, depth: game.depth.value, memory }));
            }
            """);
        return [.. Tool.Must("node", folder["run.mjs"], folder["jobs.json"]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<End>(line, PlayResult.Json)!)];
    }

    private static string Hash(ReadOnlySpan<byte> memory) => Convert.ToHexStringLower(SHA256.HashData(memory));

    private void AssertEveryEnd(List<End> ends)
    {
        int results = ends.Count(e => e.Result is not null), budget = ends.Count(e => e.Budget < 0), depth = ends.Count(e => e.Budget >= 0 && e.Depth < 0);
        int program = ends.Count - results - budget - depth;
        output.WriteLine($"{results} results, {budget} budget traps, {depth} depth traps, {program} program traps");
        Assert.True(results > 0 && budget > 0 && depth > 0 && program > 0, "the programs are too much alike");
    }
}
