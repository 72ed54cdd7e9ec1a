using System.Buffers;
using System.IO.Pipelines;

namespace Monster.Bbs.Control;

/// <summary>Reads the lines of the control protocol.</summary>
public static class ControlLines
{
    /// <summary>Reads a line.</summary>
    /// <returns>The line without its line feed; null when the other side has ended.</returns>
    /// <exception cref="IOException">It is longer than <see cref="ControlRequest.MaxLineBytes"/>, or the connection broke.</exception>
    public static async Task<byte[]?> ReadAsync(PipeReader reader, CancellationToken stop = default)
    {
        while (true)
        {
            var read = await reader.ReadAsync(stop);
            var end = read.Buffer.PositionOf((byte)'\n');
            if ((end is { } at ? read.Buffer.Slice(0, at).Length + 1 : read.Buffer.Length) > ControlRequest.MaxLineBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                throw new IOException($"A line of the control protocol has at most {ControlRequest.MaxLineBytes} bytes.");
            }

            if (end is { } feed)
            {
                byte[] line = read.Buffer.Slice(0, feed).ToArray();
                reader.AdvanceTo(read.Buffer.GetPosition(1, feed));
                return line;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
                return null;
        }
    }
}
