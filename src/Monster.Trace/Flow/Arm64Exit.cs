using System.Buffers.Binary;

namespace Monster.Trace.Flow;

/// <summary>How an AArch64 instruction goes on (Arm ARM, C4.1: branches, exception generation).</summary>
internal static class Arm64Exit
{
    public static BlockExit Of(ReadOnlySpan<byte> last, ulong address)
    {
        if (last.Length != 4)
            return new BlockExit(BranchKind.Stop);
        uint word = BinaryPrimitives.ReadUInt32LittleEndian(last);
        if ((word & 0x7C000000) == 0x14000000) // B, BL
            return new BlockExit(word >> 31 != 0 ? BranchKind.Call : BranchKind.Jump, Relative(address, word, 0, 26));
        if ((word & 0xFF000000) == 0x54000000 || (word & 0x7E000000) == 0x34000000) // B.cond, CBZ, CBNZ
            return new BlockExit(BranchKind.Conditional, Relative(address, word, 5, 19));
        if ((word & 0x7E000000) == 0x36000000) // TBZ, TBNZ
            return new BlockExit(BranchKind.Conditional, Relative(address, word, 5, 14));
        if ((word & 0xFE000000) == 0xD6000000) // BR, BLR, RET and their authenticated forms
        {
            return ((word >> 21) & 3) switch
            {
                0 => new BlockExit(BranchKind.IndirectJump),
                1 => new BlockExit(BranchKind.IndirectCall),
                2 => new BlockExit(BranchKind.Return),
                _ => new BlockExit(BranchKind.Stop),
            };
        }

        if ((word & 0xFFE0001F) == 0xD4000001) // SVC
            return new BlockExit(BranchKind.System);
        return new BlockExit((word & 0xFF000000) == 0xD4000000 ? BranchKind.Stop : BranchKind.Next);
    }

    private static ulong Relative(ulong address, uint word, int shift, int bits)
    {
        int value = (int)(word << (32 - bits - shift)) >> (32 - bits);
        return address + (ulong)((long)value * 4);
    }
}
