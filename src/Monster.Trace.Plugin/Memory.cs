namespace Monster.Trace.Plugin;

/// <summary>Memory the garbage collector does not know, and the guest's memory.</summary>
internal static unsafe class Memory
{
    /// <summary>Zeroed memory for the life of the process.</summary>
    public static void* Zeroed(int bytes)
    {
        void* memory = Posix.Map(null, (nuint)bytes, Posix.ProtectRead | Posix.ProtectWrite, Posix.MapPrivate | Posix.MapAnonymous | Posix.MapNoReserve, -1, 0);
        if ((nint)memory == -1)
        {
            Posix.Say("monster trace: out of memory\n"u8);
            Posix.Exit(1);
        }

        return memory;
    }

    /// <summary>Copies memory of this process that may not be there.</summary>
    /// <returns>Bytes copied, 0 or fewer than asked for when it is not.</returns>
    public static int TryRead(ulong address, byte* to, int length)
    {
        nint* local = stackalloc nint[2] { (nint)to, length };
        nint* remote = stackalloc nint[2] { (nint)address, length };
        nint got = Posix.ReadMemory(Posix.Process(), local, 1, remote, 1, 0);
        return got < 0 ? 0 : (int)got;
    }

    /// <summary>Copies a zero-terminated text of this process that may not be there.</summary>
    /// <returns>Its length, without the zero.</returns>
    public static int TryReadText(ulong address, byte* to, int limit)
    {
        int length = 0;
        while (length < limit)
        {
            int step = Math.Min(limit - length, 4096 - (int)((address + (uint)length) & 4095));
            int got = TryRead(address + (uint)length, to + length, step);
            int zero = new ReadOnlySpan<byte>(to + length, got).IndexOf((byte)0);
            if (zero >= 0)
                return length + zero;
            length += got;
            if (got < step)
                break;
        }

        return length;
    }
}
