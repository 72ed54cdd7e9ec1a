namespace Monster.Wasm.Tests;

/// <summary>How the vectors of docs/vectors are made. Each is about one thing a host can get wrong.</summary>
internal static class VectorSource
{
    private const string Seed = "000102030405060708090a0b0c0d0eff";

    private static Manifest Manifest { get; } =
        new() { Title = "Vector", Pitch = "A test vector of ABI 1.", Help = "See docs/vectors.", TicksPerSecond = 20, Players = 1, Rules = 1 };

    /// <summary>The vectors that are made of a text here; wall-riders is made by clang and kept as it was.</summary>
    public static IEnumerable<(Vector Vector, byte[] Cartridge)> All()
    {
        yield return Make("seed", "The sixteen bytes of the seed are four little-endian words; the play ends at key 13 and the keys behind it are not read.", [65, 0, 66, 13, 67, 68], SeedText);
        yield return Make("keys", "Every i32 is a key: player bits, negative numbers and the largest are passed on unchanged.", [0, 8, 127, 256, 283, 65536 + 65, 983055, -1, int.MinValue, int.MaxValue, 0], KeysText);
        yield return Make("bytes", "Memory is little-endian, and unaligned accesses are allowed; the hash goes up through the addresses.", [1, 2, 3, 255], BytesText);
        yield return Make("arithmetic", "Shifts take their count modulo 32, division rounds to zero, the remainder of -2^31 and -1 is 0, clz and ctz of 0 are 32.", [0, 1, -1, int.MinValue, 31, 32, 33, 64, 1000], ArithmeticText);
        yield return Make("trap-division", "-2^31 / -1 traps: the play ends with status 2, and the tick that trapped is not counted.", [5, 3, -1, 7], TrapText("(i32.div_s (i32.const 0x80000000) (local.get $key))"));
        yield return Make("trap-bounds", "A load of four bytes whose last byte is behind the memory traps.", [65530, 65532, 65533, 0], TrapText("(i32.load (local.get $key))"));
        yield return Make("trap-offset", "Address and offset are added without wrapping around.", [0, -8, 0], TrapText("(i32.load offset=16 (local.get $key))"));
        yield return Make("trap-status", "A status other than 0 and 1 is a program trap.", [0, 0, 2, 0], StatusText);
        yield return Make("trap-score", "A negative score at the end is a program trap, and all ticks count.", [1, 2, -9], ScoreText);
        yield return MakeBudget();
        yield return MakeDepth();
    }

    private static (Vector Vector, byte[] Cartridge) Make(string name, string about, int[] keys, string text) =>
        (new Vector(name, about, Seed, keys), Cartridge(text));

    private static byte[] Cartridge(string text)
    {
        var module = WasmReader.Read(Tool.Assemble(text));
        Instrumenter.InstrumentAll(module, CheckGlobals.AddTo(module, 4096));
        module.Customs.Add(Manifest.ToSection());
        return WasmWriter.Write(module);
    }

    /// <summary>A loop whose rounds use up the budget of one update to the last unit, and one round more at key 2.</summary>
    private static (Vector Vector, byte[] Cartridge) MakeBudget()
    {
        for (int pad = 0; ; pad++)
        {
            string update = $"""
                {string.Concat(Enumerable.Repeat("(nop) ", pad))}
                (local.set $n (i32.add (i32.const ROUNDS) (i32.eq (local.get $key) (i32.const 2))))
                (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (i32.const 0)
                """;
            string text = Game(update, locals: "(local $n i32)");
            var module = WasmReader.Read(Tool.Assemble(text.Replace("ROUNDS", "1", StringComparison.Ordinal)));
            var costs = FunctionShape.Of(module, module.Functions[1]).Costs;
            int left = 20_000_000 - costs[0];
            if (left % costs[1] == 0)
                return Make("budget", "One update may use 20,000,000 budget units to the last one; the next unit traps.", [1, 1, 2, 1], text.Replace("ROUNDS", $"{left / costs[1]}", StringComparison.Ordinal));
        }
    }

    /// <summary>A recursion as deep as the key: the last level that fits, and one more.</summary>
    private static (Vector Vector, byte[] Cartridge) MakeDepth()
    {
        string text = Game("(call $down (local.get $key))", """
            (func $down (param $n i32) (result i32)
              (if (result i32) (local.get $n) (then (call $down (i32.sub (local.get $n) (i32.const 1)))) (else (i32.const 0))))
            """);
        var module = WasmReader.Read(Tool.Assemble(text));
        int down = FunctionShape.Of(module, module.Functions[0]).DepthCost, update = FunctionShape.Of(module, module.Functions[2]).DepthCost;
        int levels = ((4096 - update) / down) - 1;
        return Make("depth", "A call that leaves depth at 0 or more goes through; one level deeper traps, and not by the stack of the engine.", [0, levels, levels + 1, 0], text);
    }

    private static string Game(string update, string functions = "", string locals = "", string init = "", string score = "(i32.load (i32.const 16384))") => $"""
        (module
          (memory (export "memory") 1 1)
          (global (export "cells") i32 (i32.const 4096))
          (global (export "voices") i32 (i32.const 12288))
          (global (export "state_start") i32 (i32.const 16384))
          (global (export "state_end") i32 (i32.const 16448))
          {functions}
          (func (export "init") (param $a i32) (param $b i32) (param $c i32) (param $d i32) {init})
          (func $update (export "update") (param $key i32) (result i32) {locals} {update})
          (func (export "draw"))
          (func (export "score") (result i32) {score}))
        """;

    private static string SeedText => Game("""
        (i32.store (i32.const 16400) (i32.add (i32.load (i32.const 16400)) (i32.ne (local.get $key) (i32.const 0))))
        (i32.eq (local.get $key) (i32.const 13))
        """, init: """
        (i32.store (i32.const 16384) (local.get $a)) (i32.store (i32.const 16388) (local.get $b))
        (i32.store (i32.const 16392) (local.get $c)) (i32.store (i32.const 16396) (local.get $d))
        """, score: "(i32.load (i32.const 16400))");

    private static string KeysText => Game("""
        (i32.store (i32.const 16384) (i32.add (i32.rotl (i32.load (i32.const 16384)) (i32.const 5)) (local.get $key)))
        (i32.const 0)
        """, score: "(i32.and (i32.load (i32.const 16384)) (i32.const 0x7fffffff))");

    private static string BytesText => Game("""
        (i32.store (i32.const 16385) (i32.mul (local.get $key) (i32.const 0x01020304)))
        (i32.store16 (i32.const 16391) (i32.mul (local.get $key) (i32.const 0x0506)))
        (i32.store8 (i32.add (i32.const 16400) (i32.and (local.get $key) (i32.const 15))) (local.get $key))
        (i32.store (i32.const 16420) (i32.add (i32.load (i32.const 16386)) (i32.load16_s (i32.const 16391))))
        (i32.store (i32.const 16424) (i32.add (i32.load8_s (i32.const 16400)) (i32.add (i32.load8_u (i32.const 16415)) (i32.load16_u (i32.const 16403)))))
        (i32.const 0)
        """, score: "(i32.load8_u (i32.const 16391))");

    private static string ArithmeticText
    {
        get
        {
            string[] results =
            [
                "(i32.shl (i32.const 0x12345678) (local.get $key))", "(i32.shr_s (i32.const 0x89abcdef) (local.get $key))", "(i32.shr_u (i32.const 0x89abcdef) (local.get $key))",
                "(i32.rotl (i32.const 0x12345678) (local.get $key))", "(i32.rotr (i32.const 0x12345678) (local.get $key))",
                "(i32.rem_s (i32.const 0x80000000) (i32.or (local.get $key) (i32.const 1)))", "(i32.div_s (i32.const -7) (i32.or (i32.and (local.get $key) (i32.const 15)) (i32.const 1)))",
                "(i32.div_u (i32.const -7) (i32.or (local.get $key) (i32.const 1)))", "(i32.rem_u (i32.const -7) (i32.or (local.get $key) (i32.const 1)))",
                "(i32.clz (local.get $key))", "(i32.ctz (local.get $key))", "(i32.popcnt (local.get $key))", "(i32.lt_s (local.get $key) (i32.const 1))", "(i32.lt_u (local.get $key) (i32.const 1))",
                "(i32.mul (local.get $key) (i32.const 0x9e3779b9))",
            ];
            // Each result is mixed into its own word, so that one wrong bit in any tick shows at the end.
            string update = string.Concat(results.Select((result, i) =>
                $"(i32.store (i32.const {16388 + (4 * i)}) (i32.add (i32.mul (i32.load (i32.const {16388 + (4 * i)})) (i32.const 31)) {result}))\n"));
            return Game(update + "(i32.const 0)");
        }
    }

    private static string TrapText(string expression) => Game($"""
        (i32.store (i32.const 16384) (i32.add (i32.load (i32.const 16384)) (i32.const 1)))
        (i32.store (i32.const 16388) {expression})
        (i32.const 0)
        """);

    private static string StatusText => Game("(local.get $key)");

    private static string ScoreText => Game("(i32.store (i32.const 16384) (local.get $key)) (i32.const 0)");
}
