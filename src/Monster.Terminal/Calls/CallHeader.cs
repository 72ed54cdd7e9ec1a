using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Monster.Terminal.Calls;

/// <summary>
/// What a process says first at a board's socket for calls:
/// <code>"MCAL" | u8 version = 1 | u8 request | u16 length, big-endian | lines of UTF-8: name, space, value, line feed</code>
/// The names are <c>key</c> (type and base64, as in a .pub file), <c>address</c>, <c>term</c>, <c>columns</c> and <c>rows</c>. A line
/// that is missing is not known; names not known here are passed over, so that a later version may say more.
/// </summary>
/// <param name="Request">What is asked.</param>
public sealed record CallHeader(CallRequest Request)
{
    /// <summary>Bytes before the lines.</summary>
    public const int FixedLength = 8;

    /// <summary>The most bytes of the lines.</summary>
    public const int MaxLines = 4 * 1024;

    private const byte Version = 1;

    /// <summary>The caller's key, that was checked to be the caller's; empty for none.</summary>
    public string Key { get; init; } = "";

    /// <summary>Where the caller calls from; null when that is not known.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The type of the terminal (TERM); empty when not known.</summary>
    public string Term { get; init; } = "";

    /// <summary>The terminal's columns and rows; null when not known.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>The bytes.</summary>
    /// <exception cref="ArgumentException">They would be too many.</exception>
    public byte[] ToBytes()
    {
        var lines = new StringBuilder();
        Add(lines, "key", Key);
        Add(lines, "address", Address?.ToString() ?? "");
        Add(lines, "term", Term);
        if (Size is var (width, height))
        {
            Add(lines, "columns", width.ToString(CultureInfo.InvariantCulture));
            Add(lines, "rows", height.ToString(CultureInfo.InvariantCulture));
        }

        byte[] text = Encoding.UTF8.GetBytes(lines.ToString());
        if (text.Length > MaxLines)
            throw new ArgumentException($"A call's header has at most {MaxLines} bytes.");
        byte[] bytes = [.. "MCAL"u8, Version, (byte)Request, 0, 0, .. text];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), (ushort)text.Length);
        return bytes;
    }

    /// <summary>How many bytes of lines follow the first <see cref="FixedLength"/>; null when these begin no header that is known here.</summary>
    public static int? LengthOf(ReadOnlySpan<byte> start) =>
        start.Length >= FixedLength && start.StartsWith("MCAL"u8) && start[4] == Version && start[5] is >= (byte)CallRequest.Call and <= (byte)CallRequest.Ping
        && BinaryPrimitives.ReadUInt16BigEndian(start[6..]) is var length and <= MaxLines ? length : null;

    /// <summary>Reads a whole header; null when it is none.</summary>
    public static CallHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (LengthOf(bytes) is not { } length || bytes.Length != FixedLength + length)
            return null;
        var header = new CallHeader((CallRequest)bytes[5]);
        (int width, int height) = (0, 0);
        foreach (string line in Encoding.UTF8.GetString(bytes[FixedLength..]).Split('\n'))
        {
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            string value = line[(space + 1)..];
            switch (space < 0 ? "" : line[..space])
            {
                case "key":
                    header = header with { Key = value };
                    break;
                case "address" when IPAddress.TryParse(value, out var address):
                    header = header with { Address = address };
                    break;
                case "term":
                    header = header with { Term = Telnet.NewEnvironment.Text(Encoding.UTF8.GetBytes(value)) };
                    break;
                case "columns":
                    width = Number(value);
                    break;
                case "rows":
                    height = Number(value);
                    break;
            }
        }

        return width > 0 && height > 0 ? header with { Size = (Math.Min(width, TerminalFacts.MaxWidth), Math.Min(height, TerminalFacts.MaxHeight)) } : header;
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static void Add(StringBuilder lines, string name, string value)
    {
        if (value.Length > 0 && !value.Any(char.IsControl))
            lines.Append(name).Append(' ').Append(value).Append('\n');
    }
}
