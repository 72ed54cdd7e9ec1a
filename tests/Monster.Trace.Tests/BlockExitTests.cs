using Monster.Trace.Flow;

namespace Monster.Trace.Tests;

/// <summary>How blocks end, for each architecture that has a decoder. Bytes by GNU as.</summary>
public sealed class BlockExitTests
{
    [Theory]
    [InlineData("x86_64", "E8FB0F0000", BranchKind.Call, 0x2000)]
    [InlineData("x86_64", "EBFE", BranchKind.Jump, 0x1000)]
    [InlineData("x86_64", "7410", BranchKind.Conditional, 0x1012)]
    [InlineData("x86_64", "C3", BranchKind.Return, 0)]
    [InlineData("x86_64", "FFD0", BranchKind.IndirectCall, 0)]
    [InlineData("x86_64", "0F05", BranchKind.System, 0)]
    [InlineData("x86_64", "90", BranchKind.Next, 0)]
    [InlineData("aarch64", "00040094", BranchKind.Call, 0x2000)] // bl .+0x1000
    [InlineData("aarch64", "FFFFFF17", BranchKind.Jump, 0xFFC)] // b .-4
    [InlineData("aarch64", "40000054", BranchKind.Conditional, 0x1008)] // b.eq .+8
    [InlineData("aarch64", "E0FFFFB5", BranchKind.Conditional, 0xFFC)] // cbnz x0, .-4
    [InlineData("aarch64", "40001037", BranchKind.Conditional, 0x1008)] // tbnz w0, #2, .+8
    [InlineData("aarch64", "C0035FD6", BranchKind.Return, 0)]
    [InlineData("aarch64", "20023FD6", BranchKind.IndirectCall, 0)] // blr x17
    [InlineData("aarch64", "20021FD6", BranchKind.IndirectJump, 0)] // br x17
    [InlineData("aarch64", "010000D4", BranchKind.System, 0)]
    [InlineData("aarch64", "1F2003D5", BranchKind.Next, 0)] // nop
    [InlineData("riscv64", "EF100000", BranchKind.Call, 0x2000)] // jal ra, .+0x1000
    [InlineData("riscv64", "6FF0DFFF", BranchKind.Jump, 0xFFC)] // j .-4
    [InlineData("riscv64", "63840500", BranchKind.Conditional, 0x1008)] // beq a1, zero, .+8
    [InlineData("riscv64", "67800000", BranchKind.Return, 0)]
    [InlineData("riscv64", "E7800700", BranchKind.IndirectCall, 0)] // jalr a5
    [InlineData("riscv64", "8280", BranchKind.Return, 0)] // c.jr ra
    [InlineData("riscv64", "8297", BranchKind.IndirectCall, 0)] // c.jalr a5
    [InlineData("riscv64", "01A0", BranchKind.Jump, 0x1000)] // c.j .
    [InlineData("riscv64", "09C1", BranchKind.Conditional, 0x1002)] // c.beqz a0, .+2
    [InlineData("riscv64", "73000000", BranchKind.System, 0)]
    [InlineData("s390x", "07FE", BranchKind.Stop, 0)]
    public void An_instruction_goes_on_as_the_manual_says(string architecture, string bytes, BranchKind kind, ulong target) =>
        Assert.Equal(new BlockExit(kind, target), BlockExit.Of(architecture, Convert.FromHexString(bytes), 0x1000));
}
