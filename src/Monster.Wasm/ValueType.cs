namespace Monster.Wasm;

/// <summary>The types of values (WebAssembly 1.0, 5.3.1), by their byte in the binary format.</summary>
public enum ValueType : byte
{
    /// <summary>A 32-bit integer.</summary>
    I32 = 0x7F,

    /// <summary>A 64-bit integer.</summary>
    I64 = 0x7E,

    /// <summary>A 32-bit IEEE 754 number.</summary>
    F32 = 0x7D,

    /// <summary>A 64-bit IEEE 754 number.</summary>
    F64 = 0x7C,
}
