namespace Monster.Wasm.Tests;

/// <summary>No input may make the room crash, hang, or take more than a bounded multiple of the input in memory.</summary>
public sealed class FuzzTests(ForeignModules modules, ITestOutputHelper output) : IClassFixture<ForeignModules>
{
    /// <summary>Bytes of allocation per byte of input, for reading, writing and validating together. What costs most is a file of empty custom sections: 238.</summary>
    private const int Multiple = 300;

    /// <summary>What an empty module costs.</summary>
    private const int Fixed = 64 * 1024;

    /// <summary>The largest multiple seen.</summary>
    private double _most;

    [Fact]
    public void Mutated_modules_never_crash_or_blow_up_and_what_can_be_read_is_written_unchanged()
    {
        var run = new RandomRun(output);
        byte[][] corpus = [.. modules.All, WasmWriter.Write(Sample.Cartridge())];
        int readable = 0, valid = 0;
        for (int i = RandomRun.Rounds(6_000); i > 0; i--)
        {
            byte[] input = Mutation.Of(corpus[run.Random.Next(corpus.Length)], run.Random);
            if (Read(input) is not { } module)
                continue;
            readable++;
            if (Validator.FaultOf(module) is not null)
                continue;
            valid++;
            WatPrinter.Print(module, TextWriter.Null);
            InstrumentAndStrip(module);
        }

        output.WriteLine($"{readable} could be read, {valid} were valid");
        Assert.True(readable > 0 && valid > 0, "the mutations are too coarse to get past the reader");
    }

    [Fact]
    public void Random_bytes_never_crash_the_reader_or_the_cartridge_check()
    {
        var run = new RandomRun(output);
        for (int i = RandomRun.Rounds(4_000); i > 0; i--)
        {
            byte[] input = new byte[run.Random.Next(400)];
            run.Random.NextBytes(input);
            byte[] file = [.. "\0asm\u0001\0\0\0"u8, (byte)run.Random.Next(13), .. input];
            _ = Read(file);
            Assert.NotEmpty(CartridgeCheck.Of(file).Faults);
        }
    }

    [Fact]
    public void Mutated_cartridges_are_judged_without_a_crash()
    {
        var run = new RandomRun(output);
        byte[] cartridge = WasmWriter.Write(Sample.Cartridge());
        int refused = 0;
        for (int i = RandomRun.Rounds(4_000); i > 0; i--)
            refused += CartridgeCheck.Of(Mutation.Of(cartridge, run.Random)).IsCartridge ? 0 : 1;
        Assert.True(refused > 0);
    }

    [Fact]
    public void Mutated_modules_of_other_tools_are_imported_or_refused_with_a_sentence()
    {
        var run = new RandomRun(output);
        byte[] whole = Tool.Assemble(Sample.Game.Replace("(memory", """
            (global $stack (mut i32) (i32.const 1024)) (table 1 funcref) (data (i32.const 20000) "data")
            (func (local i64) (local.set 0 (i64.load (i32.const 20000))) (i64.store (global.get $stack) (local.get 0)) (global.set $stack (i32.extend8_s (i32.const 7))))
            (memory
            """, StringComparison.Ordinal));
        Assert.True(CartridgeCheck.Of(CartridgeImporter.Import(whole, Sample.Manifest)).IsCartridge);
        byte[][] corpus = [whole, .. modules.All];
        int imported = 0;
        for (int i = RandomRun.Rounds(3_000); i > 0; i--)
        {
            try
            {
                _ = CartridgeImporter.Import(Mutation.Of(corpus[run.Random.Next(3) > 0 ? 0 : run.Random.Next(corpus.Length)], run.Random), Sample.Manifest);
                imported++;
            }
            catch (FormatException e)
            {
                Assert.NotEqual("", e.Message);
            }
        }

        output.WriteLine($"{imported} were imported");
        Assert.True(imported > 0, "the mutations are too coarse to get past the importer");
    }

    public static TheoryData<string, byte[]> Bombs => new()
    {
        { "a million types announced", [1, 5, 0xC0, 0x84, 0x3D, 0x60, 0] },
        { "four thousand million locals", [1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 11, 1, 9, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x7F, 0x0B, 0x0B] },
        { "a name of four gigabytes", [7, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0, 0] },
        { "a section of two gigabytes", [1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0] },
        { "data of two gigabytes", [11, 8, 1, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0] },
        { "sixty thousand targets", [1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 0x0E, 0xE0, 0xD4, 0x03, 0, 0x0B] },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void What_a_file_announces_costs_nothing_before_it_is_there(string what, byte[] sections)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<WasmFormatException>(() => WasmReader.Read([.. "\0asm\u0001\0\0\0"u8, .. sections]));
        long used = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(used < Fixed, $"{what}: {used} bytes for {sections.Length} ({error.Message})");
    }

    public static TheoryData<string, int, string> Dense => new()
    {
        { "types", 1, "600000" },
        { "functions without code", 3, "00" },
        { "memories", 5, "0000" },
        { "globals", 6, "7F0041000B" },
        { "exports", 7, "000000" },
        { "element segments", 9, "010000" },
        { "data segments", 11, "0100" },
    };

    /// <summary>The smallest things there are, as many as a file can hold: where a byte of input costs most.</summary>
    [Theory]
    [MemberData(nameof(Dense))]
    public void A_section_full_of_the_smallest_items_stays_within_the_bound(string what, int section, string item)
    {
        const int Count = 40_000;
        byte[] one = Convert.FromHexString(item);
        var sink = new ByteSink();
        sink.Unsigned(Count);
        for (int i = 0; i < Count; i++)
            sink.Bytes(one);
        var file = new ByteSink();
        file.Bytes([.. "\0asm\u0001\0\0\0"u8, (byte)section]);
        file.Sized(sink.Written);
        Assert.True(Read(file.Written.ToArray()) is not null || section == 3, what);
    }

    [Fact]
    public void A_file_of_empty_custom_sections_stays_within_the_bound()
    {
        byte[] file = new byte[8 + (3 * 40_000)];
        "\0asm\u0001\0\0\0"u8.CopyTo(file);
        for (int i = 8; i < file.Length; i += 3)
            file[i + 1] = 1;
        Assert.NotNull(Read(file));
    }

    [Fact]
    public void Fifty_thousand_locals_a_function_take_no_room_and_their_use_no_time()
    {
        var module = new Module();
        int type = module.TypeIndexOf(FunctionType.OfI32(0, 0));
        for (int i = 0; i < 2_000; i++)
        {
            var function = new Function { TypeIndex = type };
            function.AddLocals(ValueType.I32, WasmReader.MaxLocals);
            for (int k = 0; k < 20; k++)
                function.Body.AddRange([new(Opcode.LocalGet, WasmReader.MaxLocals - 1), new(Opcode.Drop)]);
            function.Body.Add(new Instruction(Opcode.End));
            module.Functions.Add(function);
        }

        Assert.NotNull(Read(WasmWriter.Write(module)));
        Assert.Null(Validator.FaultOf(module));
        module.Functions[0].AddLocals(ValueType.F32);
        Assert.Contains("50001 locals", Validator.FaultOf(module), StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_read_validated_and_printed_without_recursion_or_a_text_of_quadratic_size()
    {
        const int Depth = 200_000;
        var function = new Function();
        for (int i = 0; i < Depth; i++)
            function.Body.Add(Instruction.Block(Opcode.Block));
        for (int i = 0; i <= Depth; i++)
            function.Body.Add(new Instruction(Opcode.End));
        var module = new Module();
        function.TypeIndex = module.TypeIndexOf(FunctionType.OfI32(0, 0));
        module.Functions.Add(function);
        var again = WasmReader.Read(WasmWriter.Write(module));
        Assert.Null(Validator.FaultOf(again));
        Assert.InRange(WatPrinter.Print(again).Length, Depth, Depth * 200);
        InstrumentAndStrip(again);
    }

    /// <summary>Reads, writes and measures; null for what is not a module.</summary>
    private Module? Read(byte[] input)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Module? module = null;
        try
        {
            module = WasmReader.Read(input);
            Assert.True(input.AsSpan().SequenceEqual(WasmWriter.Write(module)), $"not written as it was read: {Convert.ToHexString(input)}");
            _ = Validator.FaultOf(module);
        }
        catch (WasmFormatException e)
        {
            Assert.InRange(e.Offset, 0, input.Length);
        }

        long used = GC.GetAllocatedBytesForCurrentThread() - before;
        if (used - Fixed > (long)(_most * input.Length))
            output.WriteLine($"{_most = (double)(used - Fixed) / input.Length:F0} bytes for each of {input.Length}");
        Assert.True(used <= ((long)input.Length * Multiple) + Fixed, $"{used} bytes for an input of {input.Length}: {Convert.ToHexString(input.AsSpan(0, Math.Min(input.Length, 2_000)))}");
        return module;
    }

    private static void InstrumentAndStrip(Module module)
    {
        if (module.ImportCount(ExternalKind.Global) > 0)
            return;
        var globals = CheckGlobals.AddTo(module, 4096);
        var instrumenter = new Instrumenter(module, globals);
        foreach (var function in module.Functions)
        {
            var once = instrumenter.Instrument(function);
            Assert.True(instrumenter.IsCanonical(once, out string fault), fault);
        }
    }
}
