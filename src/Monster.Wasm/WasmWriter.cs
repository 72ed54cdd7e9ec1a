namespace Monster.Wasm;

/// <summary>
/// Writes modules in the binary format (WebAssembly 1.0, section 5). Numbers take the fewest bytes and empty sections are left out, except that
/// what was read and not changed since is written as it was: <c>Write(Read(bytes))</c> gives the same bytes, padding included.
/// </summary>
public static class WasmWriter
{
    /// <summary>The bytes of a module.</summary>
    /// <exception cref="ArgumentException">An instruction does not exist, or <c>br_table</c> has no targets.</exception>
    public static byte[] Write(Module module)
    {
        var sink = new ByteSink();
        sink.Bytes([0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0]);
        WriteCustoms(sink, module, SectionId.Custom);
        foreach (var id in SectionWriter.Order)
        {
            sink.Bytes(Original.Choose(module.Originals.GetValueOrDefault(id), SectionWriter.Encode(module, id)));
            WriteCustoms(sink, module, id);
        }

        return sink.Written.ToArray();
    }

    /// <summary>A custom section in our own encoding.</summary>
    internal static byte[] Encode(CustomSection custom)
    {
        var content = new ByteSink();
        content.Name(custom.Name);
        content.Bytes(custom.Bytes.Span);
        var sink = new ByteSink();
        sink.Byte((byte)SectionId.Custom);
        sink.Sized(content.Written);
        return sink.Written.ToArray();
    }

    private static void WriteCustoms(ByteSink sink, Module module, SectionId place)
    {
        foreach (var custom in module.Customs)
        {
            if (custom.After == place)
                sink.Bytes(Original.Choose(custom.Original, Encode(custom)));
        }
    }
}
