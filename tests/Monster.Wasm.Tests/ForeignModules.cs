using System.Text;

namespace Monster.Wasm.Tests;

/// <summary>Modules made by the tools of others: clang and lld, wabt, binaryen. Made once for a test run.</summary>
public sealed class ForeignModules
{
    private const string C = """
        typedef unsigned long long u64;
        struct point { int x, y; double weight; };
        static struct point points[40];
        static const char names[4][8] = { "alpha", "beta", "gamma", "delta" };
        static int add(int a, int b) { return a + b; }
        static int sub(int a, int b) { return a - b; }
        static int (*const operators[2])(int, int) = { add, sub };
        extern int host(int, const char *);
        __attribute__((export_name("mix"))) u64 mix(u64 x) { x ^= x >> 33; x *= 0xff51afd7ed558ccdULL; return x ^ (x >> 29); }
        __attribute__((export_name("fill"))) double fill(int n) {
            double sum = 0;
            for (int i = 0; i < n; i++) { points[i].x = i; points[i].weight = i * 0.25f; sum += points[i].weight; }
            return sum;
        }
        __attribute__((export_name("apply"))) int apply(int which, int a, int b) { volatile int local[16]; local[a & 15] = b; return operators[which & 1](local[b & 15], b); }
        __attribute__((export_name("name"))) int name(int i) {
            switch (i) { case 0: return host(1, names[0]); case 1: return names[1][2]; case 2: return 77; case 3: return names[3][i]; case 4: return -1; default: return i / 3; }
        }
        __attribute__((export_name("copy"))) void copy(char *to, const char *from, int n) { __builtin_memcpy(to, from, n); }
        __attribute__((export_name("narrow"))) int narrow(int x) { return (signed char)x + (short)x; }
        """;

    private readonly Dictionary<string, byte[]> _modules = [];

    public ForeignModules()
    {
        using var folder = new Tool.Folder();
        File.WriteAllText(folder["a.c"], C);
        string[] clang = ["--target=wasm32", "-nostdlib", "-ffreestanding", "-Wl,--no-entry", "-Wl,--allow-undefined"];
        Make("clang -O2", folder["a.wasm"], () => Tool.Must("clang", [.. clang, "-O2", "-o", folder["a.wasm"], folder["a.c"]]));
        Make("clang -O0", folder["b.wasm"], () => Tool.Must("clang", [.. clang, "-O0", "-o", folder["b.wasm"], folder["a.c"]]));
        Make("clang bulk memory", folder["c.wasm"], () => Tool.Must("clang", [.. clang, "-Os", "-mbulk-memory", "-msign-ext", "-o", folder["c.wasm"], folder["a.c"]]));
        Make("clang object file, padded", folder["a.o"], () => Tool.Must("clang", "--target=wasm32", "-O1", "-ffreestanding", "-c", "-o", folder["a.o"], folder["a.c"]));
        Make("lld --export-all", folder["d.wasm"], () => Tool.Must("wasm-ld", "--no-entry", "--allow-undefined", "--export-all", "-o", folder["d.wasm"], folder["a.o"]));
        File.WriteAllText(folder["all.wat"], EveryInstruction());
        Make("wabt, every instruction", folder["e.wasm"], () => Tool.Must("wat2wasm", folder["all.wat"], "-o", folder["e.wasm"]));
        Make("wabt, debug names", folder["f.wasm"], () => Tool.Must("wat2wasm", "--debug-names", folder["all.wat"], "-o", folder["f.wasm"]));
        Make("wabt, padded", folder["h.wasm"], () => Tool.Must("wat2wasm", "--no-canonicalize-leb128s", folder["all.wat"], "-o", folder["h.wasm"]));
        Make("wabt, relocatable", folder["i.wasm"], () => Tool.Must("wat2wasm", "--relocatable", folder["all.wat"], "-o", folder["i.wasm"]));
        Make("binaryen -O3", folder["g.wasm"], () => Tool.Must("wasm-opt", "-O3", "-g", "--enable-bulk-memory", "--enable-sign-ext", folder["c.wasm"], "-o", folder["g.wasm"]));
        Make("binaryen --flatten", folder["j.wasm"], () => Tool.Must("wasm-opt", "--flatten", "--dce", "--enable-bulk-memory", folder["a.wasm"], "-o", folder["j.wasm"]));
    }

    public static string[] Names { get; } =
    [
        "clang -O2", "clang -O0", "clang bulk memory", "clang object file, padded", "lld --export-all", "wabt, every instruction", "wabt, debug names",
        "wabt, padded", "wabt, relocatable", "binaryen -O3", "binaryen --flatten",
    ];

    public byte[] this[string name] => _modules[name];

    public IEnumerable<byte[]> All => _modules.Values;

    private void Make(string name, string path, Action make)
    {
        make();
        _modules.Add(name, File.ReadAllBytes(path));
    }

    /// <summary>A module in which every instruction stands at least once, made from the table of instructions.</summary>
    private static string EveryInstruction()
    {
        var text = new StringBuilder("""
            (module
              (type $binary (func (param i32 i32) (result i32)))
              (import "env" "f" (func $f (param f64) (result f32)))
              (import "env" "base" (global $base i32))
              (memory (export "memory") 2 70)
              (table 5 9 funcref)
              (global $counter (export "counter") (mut i64) (i64.const -9223372036854775808))
              (global $from i32 (global.get $base))
              (elem (i32.const 1) func 0 1)
              (elem (global.get $base) func 1)
              (elem $passive func 0 1 2)
              (data (i32.const 8) "text \00\ff\"\\")
              (data $late "passive")
              (func $structure (export "structure \u{e9}\"") (type $binary) (local i32 i64 f32 f32 f64)
                (block $out (result i32)
                  (block $inner
                    (loop $again (result i32)
                      (br_if $again (i32.eqz (local.tee 2 (i32.add (local.get 2) (i32.const 1)))))
                      (br_table $inner $again $inner (local.get 0)))
                    (drop))
                  (if (result i32) (local.get 1)
                    (then (br $out (i32.const -1)))
                    (else (call_indirect (type $binary) (local.get 0) (local.get 1) (i32.const 1)))))
                (local.set 3 (i64.const 9223372036854775807))
                (local.set 4 (f32.const nan:0x200001)) (local.set 4 (f32.const -inf)) (local.set 4 (f32.const 0x1.8p-149)) (local.set 4 (f32.const -0))
                (local.set 6 (f64.const nan)) (local.set 6 (f64.const 0x1.fffffffffffffp+1023)) (local.set 6 (f64.const 4.9e-324)) (local.set 6 (f64.const 3.14159))
                (global.set $counter (local.get 3))
                (drop (select (local.get 3) (global.get $counter) (i32.const 0)))
                (drop (call $f (f64.const -0x0p+0)))
                (memory.init $late (i32.const 0) (i32.const 0) (i32.const 7)) (data.drop $late)
                (table.init $passive (i32.const 0) (i32.const 0) (i32.const 1)) (elem.drop $passive)
                (table.copy (i32.const 0) (i32.const 1) (i32.const 2))
                (if (i32.const 1) (then (nop) (return (i32.const 2147483647))) (else (unreachable))))

            """);
        for (int code = 0x28; code <= 0xFC0B; code = code == 0xC4 ? 0xFC0A : code + 1)
        {
            var opcode = (Opcode)code;
            var info = OpcodeTable.Find(opcode)!;
            string operands = string.Concat(info.Operands.Select(type => $" ({OpcodeTable.NameOf(type)}.const 1)"));
            string immediate = info.Immediate switch
            {
                ImmediateKind.Access => code % 2 == 0 ? " offset=4294967295 align=1" : " offset=128",
                ImmediateKind.I32 or ImmediateKind.I64 => " -129",
                ImmediateKind.F32 or ImmediateKind.F64 => " 1.5",
                _ => "",
            };
            string result = info.Result is { } type ? $" (result {OpcodeTable.NameOf(type)})" : "";
            text.Append($"  (func $x{code:x}{result} ({info.Name}{immediate}{operands}))\n");
        }

        return text.Append(')').ToString();
    }
}
