using System.Buffers;

namespace Monster.Terminal;

/// <summary>What comes over a line on which what is typed and the size of the window stand in one stream. Reads a stream cut anywhere.</summary>
public interface ILineInput
{
    /// <summary>The size last told, clamped to what is used; null when none was.</summary>
    (int Width, int Height)? Size { get; }

    /// <summary>Takes the next bytes; what was typed goes to <paramref name="typed"/>.</summary>
    void Receive(ReadOnlySpan<byte> bytes, IBufferWriter<byte> typed);
}
