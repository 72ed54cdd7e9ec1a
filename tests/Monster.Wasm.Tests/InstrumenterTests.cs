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

    /// <summary>Worked out by hand from docs/abi.md: 32 + 4 x (parameters + locals + highest operand stack), rounded up to 16, and the frame.</summary>
    [Theory]
    [InlineData("(func (call 0))", 0, 32)]
    [InlineData("(func (param i32) (call 0 (local.get 0)))", 0, 48)] // 1 parameter, 1 value: 40
    [InlineData("(func (param i32 i32) (local i32 i32) (call 0 (i32.const 1) (i32.const 2)))", 0, 64)] // 4 + 2: 56
    [InlineData("(func (local i32) (drop (i32.add (i32.const 1) (i32.mul (i32.const 2) (i32.const 3)))) (call 0))", 16, 64)] // 1 + 3: 48, and the frame
    [InlineData("(func (result i32) (i32.const 1) (if (result i32) (i32.const 1) (then (i32.const 2)) (else (i32.const 3))) (i32.add) (drop) (call 0))", 0, 48)] // 2 values: 40
    [InlineData("(func (unreachable) (i32.add) (i32.add) (drop) (call 0))", 0, 48)] // in dead code add leaves 1 value: 36
    public void What_a_call_takes_from_depth_is_what_the_page_says(string function, int frame, int cost)
    {
        var module = WasmReader.Read(Tool.Assemble($"(module {function})"));
        module.Functions[0].FrameBytes = frame;
        Assert.Equal(cost, FunctionShape.Of(module, module.Functions[0]).DepthCost);
    }

    /// <summary>Worked out by hand: every instruction but block, loop, else and end, by region.</summary>
    [Theory]
    [InlineData("(func)", "0")]
    [InlineData("(func (nop) (block (nop)) (if (i32.const 1) (then (nop)) (else (nop) (nop))))", "7")]
    [InlineData("(func (nop) (loop (nop) (nop) (loop (nop) (nop) (nop)) (br 0)) (loop) (nop))", "2 3 3 0")]
    [InlineData("(func (if (i32.const 1) (then (loop (if (i32.const 1) (then (br 1)))))) (return))", "3 3")]
    public void What_a_region_costs_is_what_the_page_says(string function, string costs)
    {
        var module = WasmReader.Read(Tool.Assemble($"(module {function})"));
        Assert.Equal(costs, string.Join(' ', FunctionShape.Of(module, module.Functions[0]).Costs));
    }
}
