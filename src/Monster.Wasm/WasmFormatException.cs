namespace Monster.Wasm;

/// <summary>Bytes that are not a WebAssembly module.</summary>
public sealed class WasmFormatException : FormatException
{
    /// <summary>Bytes that are wrong at a place.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="offset">Where, in bytes from the beginning.</param>
    public WasmFormatException(string message, int offset)
        : base($"byte {offset}: {message}") => Offset = offset;

    /// <summary>An exception without a place.</summary>
    public WasmFormatException()
    {
    }

    /// <summary>An exception without a place.</summary>
    public WasmFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception without a place.</summary>
    public WasmFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Where, in bytes from the beginning.</summary>
    public int Offset { get; }
}
