namespace Monster.Wasm.Tests;

public sealed class InstrumenterTests
{
    private const string Plain = """
        (module (memory 1)
          (func $fib (export "fib") (param i32) (result i32)
            (if (i32.lt_s (local.get 0) (i32.const 2)) (then (return (local.get 0))))
            (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2)))))
          (func $sum (export "sum") (param i32) (result i32) (local i32 i32)
            (loop $again
              (local.set 1 (i32.add (local.get 1) (call $fib (i32.rem_u (local.get 2) (i32.const 5)))))
              (br_if $again (i32.lt_s (local.tee 2 (i32.add (local.get 2) (i32.const 1))) (local.get 0))))
            (local.get 1))
          (func $leaf (export "leaf") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 3)))
          (func $spin (export "spin") (param i32) (loop (br 0)))
          (func $choose (export "choose") (param i32) (result i32)
            (block (block (br_table 0 1 1 (local.get 0))) (loop (drop (br_if 2 (i32.const 7) (local.get 0)))))
            (i32.const 9)))
        """;

    [Fact]
    public void Instrumented_functions_are_valid_and_canonical_and_strip_to_what_they_were()
    {
        var module = WasmReader.Read(Tool.Assemble(Plain));
        var globals = CheckGlobals.AddTo(module, 4096);
        var instrumenter = new Instrumenter(module, globals);
        foreach (var plain in module.Functions.ToArray())
        {
            plain.FrameBytes = 32;
            var once = instrumenter.Instrument(plain);
            Assert.True(instrumenter.IsCanonical(once, out string fault), fault);
            var stripped = instrumenter.Strip(once)!;
            Assert.Equal(plain.FrameBytes, stripped.FrameBytes);
            Assert.Equal(plain.Locals, stripped.Locals);
            if (!plain.Body.Exists(i => i.Opcode == Opcode.Return))
                Assert.Equal(plain.Body, stripped.Body);
            Assert.Equal(once.Body, instrumenter.Instrument(stripped).Body);
            Assert.False(instrumenter.IsCanonical(plain, out _));
        }

        Instrumenter.InstrumentAll(module, globals);
        using var folder = new Tool.Folder();
        File.WriteAllBytes(folder["a.wasm"], WasmWriter.Write(module));
        Tool.Must("wasm-validate", folder["a.wasm"]);
    }
}
