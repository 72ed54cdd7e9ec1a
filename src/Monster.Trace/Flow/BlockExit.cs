namespace Monster.Trace.Flow;

/// <summary>How a block ends, and where to.</summary>
/// <param name="Kind">How.</param>
/// <param name="Target">Where a direct jump or call goes; else 0.</param>
public readonly record struct BlockExit(BranchKind Kind, ulong Target = 0)
{
    /// <summary>The end of a block.</summary>
    /// <param name="architecture">As QEMU names it; without a decoder the end is <see cref="BranchKind.Stop"/>.</param>
    /// <param name="last">The last instruction's bytes.</param>
    /// <param name="address">Its address.</param>
    public static BlockExit Of(string architecture, ReadOnlySpan<byte> last, ulong address) => architecture switch
    {
        "x86_64" => X86Exit.Of(last, address, 64),
        "i386" => X86Exit.Of(last, address, 32),
        "aarch64" => Arm64Exit.Of(last, address),
        "riscv64" or "riscv32" => RiscVExit.Of(last, address),
        _ => new BlockExit(BranchKind.Stop),
    };
}
