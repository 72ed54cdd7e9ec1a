using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Monster.Cartridge;
using Monster.Terminal;

namespace Monster.Arcade;

/// <summary>
/// A picture and its sound, made safe to show: glyphs that code page 437 lacks are question marks, colours and voices are in
/// range, the last cell is blank. What a cartridge did wrong while drawing is in <see cref="Fault"/>.
/// </summary>
public sealed class Picture
{
    private const int LastCell = Abi.CellCount - 1;
    private const uint Blank = ' ' | ((uint)Color.Silver << 16);

    private static readonly ulong[] Glyphs = MakeGlyphs();

    private readonly uint[] _cells = new uint[Abi.CellCount];
    private readonly uint[] _voices = new uint[Abi.VoiceCount];

    /// <summary>A blank picture.</summary>
    public Picture() => _cells.AsSpan().Fill(Blank);

    /// <summary>The 1,920 cells by row: code point in bits 0-15, foreground in 16-23, background in 24-31.</summary>
    public ReadOnlySpan<uint> Cells => _cells;

    /// <summary>The four voices: frequency in bits 0-15, volume in 16-23, waveform in 24-31.</summary>
    public ReadOnlySpan<uint> Voices => _voices;

    /// <summary>What the cartridge did wrong while it drew, in one sentence; null when nothing. After a trap the picture is the one before.</summary>
    public string? Fault { get; internal set; }

    internal void Read(CartridgeInstance instance, bool stateChanged)
    {
        int bad = ReadCells(MemoryMarshal.Cast<byte, uint>(instance.Cells));
        ReadVoices(instance.Voices);
        Fault = stateChanged ? "The game changed its state while it drew; the change was dropped."
            : bad > 0 ? $"The game drew {bad:N0} cells with a glyph or colour that does not exist."
            : null;
    }

    /// <returns>How many cells were wrong.</returns>
    private int ReadCells(ReadOnlySpan<uint> cells)
    {
        int bad = 0;
        for (int i = 0; i < _cells.Length; i++)
        {
            uint cell = BitConverter.IsLittleEndian ? cells[i] : BinaryPrimitives.ReverseEndianness(cells[i]);
            uint glyph = cell & 0xFFFF;
            if ((cell & 0xF0F0_0000) != 0 || (Glyphs[glyph >> 6] >> (int)(glyph & 63) & 1) == 0)
            {
                bad++;
                cell = '?' | (cell & 0x0F0F_0000);
            }

            _cells[i] = cell;
        }

        _cells[LastCell] = (_cells[LastCell] & 0xFFFF_0000) | ' ';
        return bad;
    }

    private void ReadVoices(ReadOnlySpan<byte> voices)
    {
        _voices.AsSpan().Clear();
        for (int i = 0; i < voices.Length; i += Abi.VoiceBytes)
        {
            uint frequency = BinaryPrimitives.ReadUInt16LittleEndian(voices[i..]);
            uint volume = Math.Min(voices[i + 2], (byte)15);
            uint waveform = voices[i + 3] <= (int)Waveform.Noise ? voices[i + 3] : 0u;
            _voices[i / Abi.VoiceBytes] = frequency | (volume << 16) | (waveform << 24);
        }
    }

    /// <summary>One bit for each code point a cell may hold: those of code page 437, and 0, which shows as a blank.</summary>
    private static ulong[] MakeGlyphs()
    {
        ulong[] bits = new ulong[0x10000 / 64];
        bits[0] = 1;
        for (int b = 0; b < 256; b++)
        {
            char glyph = Cp437.ToChar((byte)b);
            bits[glyph >> 6] |= 1ul << (glyph & 63);
        }

        return bits;
    }
}
