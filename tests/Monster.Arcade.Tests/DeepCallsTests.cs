using System.Globalization;
using System.Text;
using Monster.Wasm;

namespace Monster.Arcade.Tests;

/// <summary>The depth guard must give out before the engine's own stack does, however frames are shaped; otherwise the cause of a trap would differ between machines.</summary>
public sealed class DeepCallsTests(ArcadeFixture arcade)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(500)]
    public void The_deepest_recursion_that_a_cartridge_may_have_ends_by_its_depth(int locals)
    {
        using var cartridge = arcade.Runtime.Load(Build(locals), "deep");
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            using var instance = cartridge.CreateInstance();
            instance.Init(default);
            thrown = Xunit.Record.Exception(() => instance.Update('x'));
        });
        thread.Start();
        thread.Join();
        Assert.Equal(TrapCause.Depth, Assert.IsType<CartridgeTrapException>(thrown).Cause);
    }

    /// <summary>A function with locals that all live across its call of itself, and the largest shadow stack.</summary>
    private static byte[] Build(int locals)
    {
        var set = new StringBuilder();
        var sum = new StringBuilder("(call $deep (i32.add (local.get $n) (i32.const 1)))");
        for (int i = 0; i < locals; i++)
        {
            set.AppendLine(CultureInfo.InvariantCulture, $"(local.set $l{i} (i32.load (i32.add (local.get $n) (i32.const {4 * i}))))");
            sum.Insert(0, "(i32.add ").Append(CultureInfo.InvariantCulture, $" (local.get $l{i}))");
        }

        string declarations = string.Concat(Enumerable.Range(0, locals).Select(i => $"(local $l{i} i32) "));
        string text = $$"""
            (module
              (memory (export "memory") 8 8)
              (global (export "cells") i32 (i32.const 270336))
              (global (export "voices") i32 (i32.const 0))
              (global (export "state_start") i32 (i32.const 300000))
              (global (export "state_end") i32 (i32.const 300016))
              (func (export "init") (param i32 i32 i32 i32))
              (func $deep (param $n i32) (result i32) {{declarations}} {{set}} {{sum}})
              (func (export "update") (param i32) (result i32) (i32.and (call $deep (i32.const 0)) (i32.const 0)))
              (func (export "draw"))
              (func (export "score") (result i32) (i32.const 0)))
            """;
        return Sample.Build(text: text, shadowStackBytes: CartridgeCheck.MaxShadowStackBytes);
    }
}
