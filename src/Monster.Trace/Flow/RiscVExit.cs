using System.Buffers.Binary;

namespace Monster.Trace.Flow;

/// <summary>How a RISC-V instruction goes on, compressed ones included (RISC-V ISA manual, volume 1, RV32I and C).</summary>
internal static class RiscVExit
{
    private const int ReturnAddress = 1, AlternateLink = 5;

    public static BlockExit Of(ReadOnlySpan<byte> last, ulong address) => last.Length switch
    {
        2 => Compressed(BinaryPrimitives.ReadUInt16LittleEndian(last), address),
        4 => Full(BinaryPrimitives.ReadUInt32LittleEndian(last), address),
        _ => new BlockExit(BranchKind.Stop),
    };

    private static BlockExit Full(uint word, ulong address)
    {
        int destination = (int)(word >> 7) & 31, source = (int)(word >> 15) & 31;
        switch (word & 0x7F)
        {
            case 0x6F: // JAL
                long jump = Sign((((word >> 31) & 1) << 20) | (((word >> 12) & 0xFF) << 12) | (((word >> 20) & 1) << 11) | (((word >> 21) & 0x3FF) << 1), 21);
                return new BlockExit(IsLink(destination) ? BranchKind.Call : BranchKind.Jump, address + (ulong)jump);
            case 0x67: // JALR
                return new BlockExit(IsLink(destination) ? BranchKind.IndirectCall : IsLink(source) ? BranchKind.Return : BranchKind.IndirectJump);
            case 0x63: // branches
                long branch = Sign((((word >> 31) & 1) << 12) | (((word >> 7) & 1) << 11) | (((word >> 25) & 0x3F) << 5) | (((word >> 8) & 15) << 1), 13);
                return new BlockExit(BranchKind.Conditional, address + (ulong)branch);
            case 0x73:
                return new BlockExit(word == 0x73 ? BranchKind.System : ((word >> 12) & 7) == 0 ? BranchKind.Stop : BranchKind.Next);
            default:
                return new BlockExit(BranchKind.Next);
        }
    }

    private static BlockExit Compressed(uint word, ulong address)
    {
        uint quadrant = word & 3, function = word >> 13;
        if (quadrant == 1 && function == 5) // C.J
        {
            uint offset = (((word >> 12) & 1) << 11) | (((word >> 8) & 1) << 10) | (((word >> 9) & 3) << 8) | (((word >> 6) & 1) << 7) | (((word >> 7) & 1) << 6)
                | (((word >> 2) & 1) << 5) | (((word >> 11) & 1) << 4) | (((word >> 3) & 7) << 1);
            return new BlockExit(BranchKind.Jump, address + (ulong)Sign(offset, 12));
        }

        if (quadrant == 1 && function >= 6) // C.BEQZ, C.BNEZ
        {
            uint offset = (((word >> 12) & 1) << 8) | (((word >> 5) & 3) << 6) | (((word >> 2) & 1) << 5) | (((word >> 10) & 3) << 3) | (((word >> 3) & 3) << 1);
            return new BlockExit(BranchKind.Conditional, address + (ulong)Sign(offset, 9));
        }

        int source = (int)(word >> 7) & 31;
        if (quadrant == 2 && function == 4 && ((word >> 2) & 31) == 0)
        {
            if (source == 0)
                return new BlockExit(BranchKind.Stop); // C.EBREAK
            return new BlockExit((word & 0x1000) != 0 ? BranchKind.IndirectCall : IsLink(source) ? BranchKind.Return : BranchKind.IndirectJump); // C.JALR, C.JR
        }

        return new BlockExit(BranchKind.Next);
    }

    private static bool IsLink(int register) => register is ReturnAddress or AlternateLink;

    private static long Sign(uint value, int bits) => (long)((ulong)value << (64 - bits)) >> (64 - bits);
}
