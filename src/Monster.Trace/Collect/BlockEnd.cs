using Iced.Intel;

namespace Monster.Trace.Collect;

/// <summary>
/// QEMU 7.2 on x86: an instruction that would cross into the next page is taken back out of the block that is being translated, but only
/// after the plugin interface has seen it (i386_tr_translate_insn, case 2, in target/i386/tcg/translate.c). Counting it would count an
/// instruction that is not executed there, and again in the block where it is.
/// </summary>
internal static class BlockEnd
{
    private const int LongestInstruction = 15;
    private const int PageSize = 4096;

    /// <summary>Whether a block's last instruction is only the beginning of one.</summary>
    public static bool IsCut(string target, ulong pc, ReadOnlySpan<byte> code, ReadOnlySpan<byte> lengths)
    {
        if (target is not ("x86_64" or "i386") || lengths.Length < 2)
            return false;
        int start = code.Length - lengths[^1];
        int toPageEnd = PageSize - (int)((pc + (uint)start) & (PageSize - 1));
        if (toPageEnd >= LongestInstruction || lengths[^1] > toPageEnd)
            return false;
        var decoder = Decoder.Create(target == "i386" ? 32 : 64, code[start..].ToArray());
        decoder.Decode(out _);
        return decoder.LastError == DecoderError.NoMoreBytes;
    }
}
