namespace Monster.Wasm;

/// <summary>Whether a file is a cartridge of ABI 1 (docs/abi.md), and if not, why not.</summary>
/// <param name="Faults">What is wrong, one sentence each, the most telling first; empty for a cartridge.</param>
/// <param name="Manifest">What it says of itself, if that could be read.</param>
/// <param name="Layout">Its memory, if that could be read.</param>
public sealed record CartridgeCheck(IReadOnlyList<string> Faults, Manifest? Manifest, CartridgeLayout? Layout)
{
    /// <summary>The largest cartridge, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>The largest memory, in pages.</summary>
    public const int MaxPages = 16;

    /// <summary>The largest state, in bytes.</summary>
    public const int MaxStateBytes = 64 * 1024;

    /// <summary>The largest shadow stack, in bytes. It bounds how deep calls go, and with it the engine's own stack.</summary>
    public const int MaxShadowStackBytes = 256 * 1024;

    /// <summary>Bytes of the cells: 80x24, four bytes each.</summary>
    public const int CellsBytes = 80 * 24 * 4;

    /// <summary>Bytes of the voices: four, four bytes each.</summary>
    public const int VoicesBytes = 16;

    /// <summary>The most faults that are listed.</summary>
    internal const int MaxFaults = 20;

    /// <summary>Whether every rule is kept.</summary>
    public bool IsCartridge => Faults.Count == 0;

    /// <summary>Checks a file.</summary>
    public static CartridgeCheck Of(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaxBytes)
            return Refused($"The file has {file.Length:N0} bytes; a cartridge has at most {MaxBytes:N0}.");
        Module module;
        try
        {
            module = WasmReader.Read(file);
        }
        catch (WasmFormatException e)
        {
            return Refused($"The file is not a WebAssembly 1.0 module: {e.Message}.");
        }

        return Of(module);
    }

    /// <summary>Checks a module.</summary>
    public static CartridgeCheck Of(Module module)
    {
        if (Validator.FaultOf(module) is { } invalid)
            return Refused($"The module is not valid: {invalid}.");
        var rules = new CartridgeRules(module);
        rules.CheckAll();
        return new CartridgeCheck(rules.Faults, rules.Manifest, rules.Layout);
    }

    private static CartridgeCheck Refused(string fault) => new([fault], null, null);
}
