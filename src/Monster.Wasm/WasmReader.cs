namespace Monster.Wasm;

/// <summary>
/// Reads modules in the binary format (WebAssembly 1.0, section 5, with sign extension and bulk memory). It checks form, not types: see <see cref="Validator"/>.
/// Memory used is a bounded multiple of the input, whatever the input says of itself.
/// </summary>
public static class WasmReader
{
    /// <summary>The most types, imports, functions, globals, exports, segments or elements of a segment: what engines take.</summary>
    public const int MaxItems = 1_000_000;

    /// <summary>The most bytes of a name.</summary>
    public const int MaxNameBytes = 100_000;

    /// <summary>The most bytes of a function body, locals included.</summary>
    public const int MaxBodyBytes = 7_654_321;

    /// <summary>The most parameters of a function.</summary>
    public const int MaxParameters = 1_000;

    /// <summary>The most locals of a function, parameters not counted.</summary>
    public const int MaxLocals = 50_000;

    internal const byte FuncRef = 0x70;
    internal const byte RefNull = 0xD0;
    internal const byte RefFunc = 0xD2;

    /// <summary>The module that some bytes are.</summary>
    /// <exception cref="WasmFormatException">They are not a module, or beyond a limit.</exception>
    public static Module Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || !bytes[..4].SequenceEqual("\0asm"u8))
            throw new WasmFormatException("this is not a WebAssembly file: it must begin with 00 61 73 6d", 0);
        if (!bytes[4..8].SequenceEqual("\u0001\0\0\0"u8))
            throw new WasmFormatException("only version 1 of the binary format is read", 4);
        var module = new Module();
        var source = new ByteSource(bytes);
        _ = source.Bytes(8);
        var last = SectionId.Custom;
        bool code = false;
        while (!source.AtEnd)
        {
            int start = source.Position;
            var id = (SectionId)source.Byte();
            var section = source.Range(source.Index());
            if (id == SectionId.Custom)
            {
                module.Customs.Add(ReadCustom(section, last, source.Since(start)));
                continue;
            }

            if (id > SectionId.DataCount)
                throw new WasmFormatException($"there is no section {(byte)id}", start);
            if (Place(id) <= Place(last))
                throw new WasmFormatException($"the {id} section comes after the {last} section", start);
            last = id;
            code |= id == SectionId.Code;
            SectionReader.Read(module, id, ref section);
            if (!section.AtEnd)
                throw section.Wrong($"the {id} section is longer than its content");
            if (Original.Of(SectionWriter.Encode(module, id), source.Since(start)) is { } original)
                module.Originals[id] = original;
        }

        if (module.Functions.Count > 0 && !code)
            throw source.Wrong("functions are declared but there is no code section");
        NameSection.Apply(module);
        return module;
    }

    private static int Place(SectionId id) => id switch
    {
        SectionId.Custom => -1,
        SectionId.DataCount => ((int)SectionId.Code * 2) - 1,
        _ => (int)id * 2,
    };

    private static CustomSection ReadCustom(ByteSource section, SectionId after, ReadOnlySpan<byte> theirs)
    {
        string name = section.Name();
        var custom = new CustomSection(name, section.Bytes(section.Left).ToArray(), after);
        return custom with { Original = Original.Of(WasmWriter.Encode(custom), theirs) };
    }
}
