namespace Monster.Wasm.Tests;

/// <summary>Small cartridges, made of WebAssembly text and instrumented by us.</summary>
internal static class Sample
{
    /// <summary>A game in plain WebAssembly: the score counts keys, the game is over at key 13, one cell shows the score.</summary>
    public const string Game = """
        (module
          (memory (export "memory") 1 1)
          (global (export "cells") i32 (i32.const 4096))
          (global (export "voices") i32 (i32.const 0))
          (global (export "state_start") i32 (i32.const 16384))
          (global (export "state_end") i32 (i32.const 16404))
          (func (export "init") (param i32 i32 i32 i32)
            (i32.store (i32.const 16384) (local.get 0)) (i32.store (i32.const 16388) (local.get 1))
            (i32.store (i32.const 16392) (local.get 2)) (i32.store (i32.const 16396) (local.get 3)))
          (func (export "update") (param i32) (result i32)
            (if (local.get 0) (then (i32.store (i32.const 16400) (i32.add (call $score) (i32.const 1)))))
            (i32.eq (local.get 0) (i32.const 13)))
          (func (export "draw") (local $i i32)
            (loop $next
              (i32.store (i32.add (i32.const 4096) (local.get $i)) (i32.const 0x00070020))
              (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 7680))))
            (i32.store16 (i32.const 4096) (i32.add (i32.const 48) (i32.rem_u (call $score) (i32.const 10)))))
          (func $score (export "score") (result i32) (i32.load (i32.const 16400))))
        """;

    public static Manifest Manifest { get; } =
        new() { Title = "Sample", Pitch = "Press keys.", Help = "Any key: one point\nEnter: the end", TicksPerSecond = 0, Players = 1, Rules = 1 };

    /// <summary>A cartridge of a text that has no budget, depth and manifest yet.</summary>
    public static Module Cartridge(string text = Game)
    {
        var module = WasmReader.Read(Tool.Assemble(text));
        var globals = CheckGlobals.AddTo(module, 4096);
        Instrumenter.InstrumentAll(module, globals);
        module.Customs.Add(Manifest.ToSection());
        return module;
    }
}
