using Monster.Trace.Elf;
using Monster.Trace.Flow;

namespace Monster.Trace.Reach;

/// <summary>Goes through the instructions of a function, and tells where each leads and which addresses it takes.</summary>
internal abstract class CodeReader
{
    private const int X86 = 62, Arm64 = 183, RiscV = 243;

    /// <summary>Bytes to skip where there is no instruction.</summary>
    public abstract int Step { get; }

    /// <summary>A reader for a file's processor.</summary>
    /// <exception cref="TraceException">There is none.</exception>
    public static CodeReader For(ElfFile file) => (file.Machine, file.Is64, file.IsBigEndian) switch
    {
        (X86, true, false) => new X86Reader(),
        (Arm64, true, false) => new Arm64Reader(),
        (RiscV, true, false) => new RiscVReader(),
        _ => throw new TraceException("The static graph is made for x86-64, AArch64 and RISC-V (64 bits, little-endian) only."),
    };

    /// <summary>Begins a function.</summary>
    /// <param name="code">Its bytes.</param>
    /// <param name="address">The address of the first.</param>
    /// <param name="isOne">Whether it is one function, not code of which no functions are known.</param>
    public abstract void Begin(ReadOnlyMemory<byte> code, ulong address, bool isOne);

    /// <summary>The next instruction.</summary>
    /// <param name="exit">How it goes on.</param>
    /// <param name="references">Addresses it may take are added.</param>
    /// <returns>Its bytes; 0 at the end, or where there is no instruction.</returns>
    public abstract int Next(out BlockExit exit, List<ulong> references);
}
