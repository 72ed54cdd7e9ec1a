using System.Buffers.Binary;
using Monster.Wasm;

namespace Monster.Arcade;

/// <summary>A cartridge that was checked and compiled, as the cache keeps it: what the check read in it, and the engine's code.</summary>
internal sealed record CompiledCartridge(Manifest Manifest, CartridgeLayout Layout, byte[] Code)
{
    private const int Numbers = 7;
    private const int HeadBytes = Numbers * sizeof(int);

    public byte[] Encode()
    {
        byte[] manifest = Manifest.ToSection().Bytes.ToArray();
        byte[] bytes = new byte[HeadBytes + manifest.Length + Code.Length];
        int[] numbers = [Layout.Pages, Layout.ShadowStackBytes, Layout.Cells, Layout.Voices, Layout.StateStart, Layout.StateEnd, manifest.Length];
        for (int i = 0; i < Numbers; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), numbers[i]);
        manifest.CopyTo(bytes, HeadBytes);
        Code.CopyTo(bytes, HeadBytes + manifest.Length);
        return bytes;
    }

    /// <summary>Reads what <see cref="Encode"/> wrote; null when it is something else.</summary>
    public static CompiledCartridge? TryDecode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < HeadBytes)
            return null;
        int[] n = new int[Numbers];
        for (int i = 0; i < Numbers; i++)
            n[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(i * sizeof(int))..]);
        if (n[^1] < 0 || n[^1] > bytes.Length - HeadBytes)
            return null;
        try
        {
            var manifest = Manifest.Parse(bytes.Slice(HeadBytes, n[^1]));
            return new CompiledCartridge(manifest, new CartridgeLayout(n[0], n[1], n[2], n[3], n[4], n[5]), bytes[(HeadBytes + n[^1])..].ToArray());
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
