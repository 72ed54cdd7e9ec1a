namespace Monster.Wasm.Tests;

public sealed class ImportTests
{
    private static readonly string[] Clang =
    [
        "--target=wasm32", "-O2", "-ffreestanding", "-fno-builtin", "-nostdlib", "-Wall", "-Wextra", "-Werror",
        "-Wl,--no-entry,--stack-first,-z,stack-size=16384", "-Wl,--export=cells,--export=voices,--export=__start_state,--export=__stop_state,--export=__heap_base",
    ];

    /// <summary>A game that needs a stack: it hands the address of a local to a function that is not inlined.</summary>
    private const string NeedsStack = """
        #include "monster.h"
        static STATE int total = 5;
        static int depth_left;
        __attribute__((noinline)) static void add(int *to, int n) { for (int i = 0; i < n; i++) to[i & 7] += i * n; }
        __attribute__((noinline)) static int sink(int n) { volatile int room[64]; room[n & 63] = n; return n <= 0 ? depth_left : room[n & 63] + sink(n - 1); }
        void init(int32_t a, int32_t b, int32_t c, int32_t d) { random_seed(a, b, c, d); total += random_below(10) * 0; }
        int32_t update(int32_t key) { int local[8] = { 0 }; add(local, key); for (int i = 0; i < 8; i++) total += local[i]; if (key == 1000) total += sink(key); return key == 13; }
        void draw(void) { clear(); number(0, 0, (signed char)total, WHITE); }
        int32_t score(void) { return total; }
        """;

    [Fact]
    public void A_game_in_C_becomes_a_cartridge_that_plays_the_same_in_Wasmtime_and_in_V8()
    {
        byte[] cartridge = CartridgeImporter.Import(Compile(File.ReadAllText(Repository.At("docs", "examples", "c", "wall-riders.c"))), WallRiders());
        var check = CartridgeCheck.Of(cartridge);
        Assert.Equal([], check.Faults);
        Assert.Equal(("Wall Riders", 20), (check.Manifest!.Title, check.Manifest.TicksPerSecond));
        Assert.InRange(cartridge.Length, 1_000, 16_000);
        int[] random = [.. Enumerable.Range(0, 3_000).Select(i => i % 7 == 0 ? 256 + (i / 7 * 31 % 4) : i % 50 == 0 ? ' ' : 0)];
        var result = PlayEverywhere(cartridge, random);
        Assert.Equal((1, null), (result.Status, result.Trap));
        Assert.True(result.Score > 0);
    }

    [Fact]
    public void The_stack_pointer_moves_into_memory_and_the_stack_still_works()
    {
        byte[] made = Compile(NeedsStack);
        Assert.Contains(WasmReader.Read(made).Globals, global => global.Type.Mutable);
        byte[] cartridge = CartridgeImporter.Import(made, Sample.Manifest);
        Assert.Equal(16_384, CartridgeCheck.Of(cartridge).Layout!.ShadowStackBytes);
        int[] keys = [3, 9, 8, 13];
        int expected = 5 + keys.Sum(key => Enumerable.Range(0, key).Sum(i => i * key));
        var result = PlayEverywhere(cartridge, keys);
        Assert.Equal((4, 1, expected), (result.Ticks, result.Status, result.Score));
    }

    [Fact]
    public void A_C_function_that_recurses_too_deeply_runs_into_a_trap_and_nowhere_else()
    {
        var result = PlayEverywhere(CartridgeImporter.Import(Compile(NeedsStack), Sample.Manifest), [5, 1000]);
        Assert.Equal((1, 2), (result.Ticks, result.Status));
        Assert.NotNull(result.Trap);
    }

    /// <summary>The way that docs/abi.md names for sources that do need 64 bits.</summary>
    [Fact]
    public void Arithmetic_on_i64_is_refused_and_passes_after_binaryen_has_lowered_it()
    {
        byte[] made = Compile("""
            #include "monster.h"
            static STATE uint32_t word = 1;
            void init(int32_t a, int32_t b, int32_t c, int32_t d) { word = (uint32_t)(a ^ b ^ c ^ d); }
            int32_t update(int32_t key) { word += (uint32_t)(((uint64_t)word * 0x9E3779B97F4A7C15u + (uint32_t)key) >> 29); return 0; }
            void draw(void) { clear(); }
            int32_t score(void) { return (int32_t)(word >> 1); }
            """);
        Assert.Contains("uses i64.", Assert.ThrowsAny<FormatException>(() => CartridgeImporter.Import(made, Sample.Manifest)).Message, StringComparison.Ordinal);
        using var folder = new Tool.Folder();
        File.WriteAllBytes(folder["a.wasm"], made);
        Tool.Must("wasm-opt", "--remove-non-js-ops", "--flatten", "--i64-to-i32-lowering", "-O2", folder["a.wasm"], "-o", folder["b.wasm"]);
        uint word = 0x33221100 ^ 0x77665544 ^ 0xbbaa9988 ^ 0xffeeddcc;
        int[] keys = [1, 2, 300, 0, 65];
        foreach (int key in keys)
            word += (uint)(((word * 0x9E3779B97F4A7C15u) + (uint)key) >> 29);
        Assert.Equal((int)(word >> 1), PlayEverywhere(CartridgeImporter.Import(File.ReadAllBytes(folder["b.wasm"]), Sample.Manifest), keys).Score);
    }

    [Theory]
    [InlineData("(import \"env\" \"puts\" (func (param i32)))", "imports env.puts")]
    [InlineData("(memory 1) (global (export \"cells\") i32 (i32.const 2048)) (global (export \"state_start\") i32 (i32.const 1024)) (global (export \"state_end\") i32 (i32.const 1028)) (func (drop (i64.add (i64.const 1) (i64.const 1))))", "uses i64.add")]
    [InlineData("(memory 1)", "does not export \"cells\"")]
    [InlineData("(memory 1) (global (export \"cells\") i32 (i32.const 2048))", "mark what the game remembers with STATE")]
    [InlineData("(memory 1) (global (mut i32) (i32.const 66560)) (global (export \"cells\") i32 (i32.const 2048)) (global (export \"state_start\") i32 (i32.const 2048)) (global (export \"state_end\") i32 (i32.const 2048))", "--stack-first")]
    [InlineData("(memory 1) (table 1 funcref) (func (call_indirect (i32.const 0))) (global (export \"cells\") i32 (i32.const 2048)) (global (export \"state_start\") i32 (i32.const 1024)) (global (export \"state_end\") i32 (i32.const 1028))", "function pointers")]
    public void What_cannot_be_a_cartridge_is_told_what_to_do(string fields, string sentence)
    {
        byte[] file = Tool.Assemble($"(module {fields})");
        var error = Assert.ThrowsAny<FormatException>(() => CartridgeImporter.Import(file, Sample.Manifest));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    private static Manifest WallRiders() => Manifest.FromJson(File.ReadAllBytes(Repository.At("docs", "examples", "c", "wall-riders.json")));

    private static byte[] Compile(string source)
    {
        using var folder = new Tool.Folder();
        File.WriteAllText(folder["game.c"], source);
        File.Copy(Repository.At("docs", "examples", "c", "monster.h"), folder["monster.h"]);
        Tool.Must("clang", [.. Clang, "-o", folder["game.wasm"], folder["game.c"]]);
        return File.ReadAllBytes(folder["game.wasm"]);
    }

    private static PlayResult PlayEverywhere(byte[] cartridge, int[] keys)
    {
        const string Seed = "00112233445566778899aabbccddeeff";
        using var wasmtime = new WasmtimeHost();
        using var folder = new Tool.Folder();
        File.WriteAllBytes(folder["game.wasm"], cartridge);
        var result = wasmtime.Play(cartridge, Seed, keys);
        Assert.Equal(result, NodeHost.Play([new NodeHost.Job(folder["game.wasm"], Seed, keys)])[0]);
        return result;
    }
}
