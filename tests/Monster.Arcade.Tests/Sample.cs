using System.Diagnostics;
using Monster.Wasm;

namespace Monster.Arcade.Tests;

/// <summary>Small cartridges, written as WebAssembly text.</summary>
internal static class Sample
{
    /// <summary>
    /// A game of 256 bytes of state. Each tick mixes the key into a word of the state that a generator chooses, so that every key matters;
    /// the score counts keys below 1,000; key 13 ends it, key 1 divides by zero, key 2 never returns, key 3 recurses for ever,
    /// key 4 makes the score negative, key 5 makes drawing trap, key 6 returns the status 7.
    /// </summary>
    private const string Text = """
        (module
          (memory (export "memory") 1 1)
          (global (export "cells") i32 (i32.const 4096))
          (global (export "voices") i32 (i32.const 12288))
          (global (export "state_start") i32 (i32.const 16384))
          (global (export "state_end") i32 (i32.const 16640))
          (func (export "init") (param i32 i32 i32 i32)
            (i32.store (i32.const 16384) (local.get 0)) (i32.store (i32.const 16388) (local.get 1))
            (i32.store (i32.const 16392) (local.get 2)) (i32.store (i32.const 16396) (local.get 3)))
          (func $mix (param i32)
            (i32.store (i32.const 16384) (i32.add (i32.mul (i32.load (i32.const 16384)) (i32.const 1664525)) (i32.add (local.get 0) (i32.const 1013904223)))))
          (func $deep (param i32) (result i32) (i32.add (call $deep (i32.add (local.get 0) (i32.const 1))) (i32.const 1)))
          (func (export "update") (param $key i32) (result i32)
            (call $mix (local.get $key))
            (i32.store (i32.const 16400) (i32.add (i32.load (i32.const 16400)) (i32.const 1)))
            (if (local.get $key) (then (i32.store (i32.const 16404) (i32.add (i32.load (i32.const 16404)) (i32.const 1)))))
            (if (i32.eq (local.get $key) (i32.const 1)) (then (drop (i32.div_u (i32.const 1) (i32.const 0)))))
            (if (i32.eq (local.get $key) (i32.const 2)) (then (loop $for_ever (br $for_ever))))
            (if (i32.eq (local.get $key) (i32.const 3)) (then (drop (call $deep (i32.const 0)))))
            (if (i32.eq (local.get $key) (i32.const 4)) (then (i32.store (i32.const 16404) (i32.const -5))))
            (if (i32.eq (local.get $key) (i32.const 5)) (then (i32.store (i32.const 16408) (i32.const 1))))
            (if (i32.eq (local.get $key) (i32.const 6)) (then (return (i32.const 7))))
            (i32.eq (local.get $key) (i32.const 13)))
          (func (export "draw") (local $i i32)
            (if (i32.load (i32.const 16408)) (then (unreachable)))
            (loop $next
              (i32.store (i32.add (i32.const 4096) (local.get $i)) (i32.const 0x00070020))
              (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (i32.const 7680))))
            (i32.store16 (i32.const 4096) (i32.add (i32.const 48) (i32.rem_u (call $score) (i32.const 10))))
            (i32.store (i32.const 12288) (i32.const 0x010F01B8)))
          (func $score (export "score") (result i32) (i32.load (i32.const 16404))))
        """;

    public const int EndKey = 13;

    public const int DivideKey = 1;

    public const int LoopKey = 2;

    public const int RecurseKey = 3;

    public const int NegativeScoreKey = 4;

    public const int DrawTrapKey = 5;

    public const int BadStatusKey = 6;

    public static Manifest Manifest { get; } =
        new() { Title = "Sample", Pitch = "Press keys.", Help = "Any key: one point\nEnter: the end", TicksPerSecond = 20, Players = 1, Rules = 1 };

    /// <summary>The sample game's file.</summary>
    public static byte[] Build(Manifest? manifest = null, string text = Text, int shadowStackBytes = 4096)
    {
        var module = WasmReader.Read(Assemble(text));
        var globals = CheckGlobals.AddTo(module, shadowStackBytes);
        Instrumenter.InstrumentAll(module, globals);
        module.Customs.Add((manifest ?? Manifest).ToSection());
        return WasmWriter.Write(module);
    }

    /// <summary>Another game: the same but for its rules version.</summary>
    public static byte[] BuildOther() => Build(Manifest with { Rules = 2 });

    private static byte[] Assemble(string text)
    {
        using var folder = new Folder();
        File.WriteAllText(folder["in.wat"], text);
        using var process = Process.Start(new ProcessStartInfo("wat2wasm", [folder["in.wat"], "-o", folder["out.wasm"]]) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return File.ReadAllBytes(folder["out.wasm"]);
    }
}
