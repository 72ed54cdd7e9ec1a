using System.Buffers.Binary;

namespace Monster.Trace.Plugin;

/// <summary>Records system calls, and follows those that map files.</summary>
internal static unsafe class Syscalls
{
    private const int TextLimit = 1024;
    private const int Payload = 64;
    private const ulong PageSize = 4096;

    /// <summary>A system call begins.</summary>
    public static void Begin(PluginState* state, uint cpu, long number, ulong a, ulong b, ulong c, ulong d, ulong e, ulong f)
    {
        if (state->Stopped)
            return;
        var numbers = &state->Numbers;
        byte* text = stackalloc byte[TextLimit];
        int length = 0;
        if (number == numbers->Open || number == numbers->Execute)
            length = Memory.TryReadText(state->GuestBase + a, text, TextLimit);
        else if (number == numbers->OpenAt || number == numbers->ExecuteAt)
            length = Memory.TryReadText(state->GuestBase + b, text, TextLimit);
        byte* to = SharedLog.Begin(state, LogKind.Syscall, cpu, Payload + length);
        if (to == null)
            return;
        var words = (ulong*)to;
        words[0] = (ulong)number;
        (words[1], words[2], words[3], words[4], words[5], words[6]) = (a, b, c, d, e, f);
        words[7] = (uint)length;
        new ReadOnlySpan<byte>(text, length).CopyTo(new Span<byte>(to + Payload, length));
        SharedLog.End(state);
        if (number == numbers->Map || number == numbers->Map2 || number == numbers->Unmap)
            Remember(state, cpu, number, a, b, c, d, e, f);
    }

    /// <summary>A system call returned.</summary>
    public static void Return(PluginState* state, uint cpu, long number, long result)
    {
        if (state->Stopped)
            return;
        SharedLog.Add2(state, LogKind.SyscallReturn, cpu, (ulong)number, (ulong)result);
        var pending = state->Pending + cpu;
        if (pending->Number != (ulong)number + 1)
            return;
        pending->Number = 0;
        if (result is < 0 and >= -4095)
            return;
        if (number == state->Numbers.Unmap)
            GuestMappings.Remove(state, cpu, pending->Address, pending->Length);
        else if (pending->Descriptor >= 0)
            GuestMappings.AddFile(state, cpu, state->Numbers.Is64 ? (ulong)result : (uint)result, pending->Length, pending->Offset, pending->Protection, pending->Descriptor);
    }

    private static void Remember(PluginState* state, uint cpu, long number, ulong a, ulong b, ulong c, ulong d, ulong e, ulong f)
    {
        var pending = state->Pending + cpu;
        pending->Number = (ulong)number + 1;
        if (state->Numbers.MapByPointer && number == state->Numbers.Map)
        {
            ulong* words = stackalloc ulong[6];
            if (Memory.TryRead(state->GuestBase + a, (byte*)words, 48) != 48)
            {
                pending->Number = 0;
                return;
            }

            (a, b, c, d, e, f) = (Swap(words[0]), Swap(words[1]), Swap(words[2]), Swap(words[3]), Swap(words[4]), Swap(words[5]));
        }

        const ulong Anonymous = 0x20;
        pending->Address = a;
        pending->Length = (b + PageSize - 1) & ~(PageSize - 1);
        pending->Protection = (uint)c;
        pending->Descriptor = (d & Anonymous) != 0 ? -1 : (int)e;
        pending->Offset = number == state->Numbers.Map2 ? f * PageSize : f;
    }

    private static ulong Swap(ulong value) => BinaryPrimitives.ReverseEndianness(value);
}
