namespace Monster.Trace.Plugin;

/// <summary>
/// Which files are mapped where in the guest. What is there when its first instruction runs is in /proc/self/maps and was not before
/// the guest was loaded; what comes later comes through system calls.
/// </summary>
internal static unsafe class GuestMappings
{
    private const int MaxText = 4 << 20;
    private const int MaxMappings = 4096;
    private const int MaxPath = 4096;

    /// <summary>Remembers what QEMU itself has mapped.</summary>
    public static void Before(PluginState* state)
    {
        state->Mappings = (GuestMapping*)Memory.Zeroed(MaxMappings * sizeof(GuestMapping));
        state->MapsBefore = (byte*)Memory.Zeroed(MaxText);
        state->MapsBeforeLength = Read(state->MapsBefore);
    }

    /// <summary>Tells what the guest's loader has mapped.</summary>
    public static void After(PluginState* state)
    {
        byte* text = (byte*)Memory.Zeroed(MaxText);
        var before = new ReadOnlySpan<byte>(state->MapsBefore, state->MapsBeforeLength);
        var rest = new ReadOnlySpan<byte>(text, Read(text));
        while (rest.Length > 0)
        {
            var line = Text.Until(ref rest, (byte)'\n');
            int slash = line.IndexOf((byte)'/');
            var part = line;
            ulong from = Text.Hex(ref part);
            part = part.Length > 0 ? part[1..] : part;
            ulong to = Text.Hex(ref part);
            if (slash < 0 || part.Length < 6 || Overlaps(before, from, to) || line.IndexOf("/dev/shm/"u8) >= 0)
                continue;
            // A guest's page that may be executed is only readable for the host; which it is, its file says.
            uint protection = (part[1] == 'r' ? 1u : 0) | (part[2] == 'w' ? 2u : 0) | 4u;
            part = part[6..];
            ulong offset = Text.Hex(ref part);
            Add(state, SharedLog.NoCpu, from - state->GuestBase, to - from, offset, protection, line[slash..]);
        }

        _ = Posix.Unmap(text, MaxText);
    }

    /// <summary>A mapping was made.</summary>
    public static void Add(PluginState* state, uint cpu, ulong address, ulong length, ulong offset, uint protection, ReadOnlySpan<byte> path)
    {
        byte* to = SharedLog.Begin(state, LogKind.Map, cpu, 32 + path.Length);
        if (to != null)
        {
            *(ulong*)to = address;
            *(ulong*)(to + 8) = length;
            *(ulong*)(to + 16) = offset;
            *(uint*)(to + 24) = protection;
            *(uint*)(to + 28) = (uint)path.Length;
            path.CopyTo(new Span<byte>(to + 32, path.Length));
            SharedLog.End(state);
        }

        for (int i = 0; state->FollowsMappings && i < state->FilterCount && state->MappingCount < MaxMappings; i++)
        {
            if (state->Filters[i].Module != null && Filter.Names(state->Filters + i, path))
                state->Mappings[state->MappingCount++] = new GuestMapping { From = address, To = address + length, Offset = offset, Filter = i };
        }
    }

    /// <summary>A file was mapped by a system call.</summary>
    public static void AddFile(PluginState* state, uint cpu, ulong address, ulong length, ulong offset, uint protection, int descriptor)
    {
        byte* link = stackalloc byte[64];
        byte* path = stackalloc byte[MaxPath];
        "/proc/self/fd/"u8.CopyTo(new Span<byte>(link, 64));
        int end = Text.Decimal(link, "/proc/self/fd/"u8.Length, (uint)descriptor);
        link[end] = 0;
        nint got = Posix.ReadLink(link, path, MaxPath);
        if (got > 0)
            Add(state, cpu, address, length, offset, protection, new ReadOnlySpan<byte>(path, (int)got));
    }

    /// <summary>Memory was unmapped.</summary>
    public static void Remove(PluginState* state, uint cpu, ulong address, ulong length)
    {
        SharedLog.Add2(state, LogKind.Unmap, cpu, address, length);
        for (int i = state->MappingCount - 1; i >= 0; i--)
        {
            var mapping = state->Mappings + i;
            if (mapping->From >= address && mapping->To <= address + length)
                *mapping = state->Mappings[--state->MappingCount];
        }
    }

    private static bool Overlaps(ReadOnlySpan<byte> maps, ulong from, ulong to)
    {
        while (maps.Length > 0)
        {
            var line = Text.Until(ref maps, (byte)'\n');
            bool isFile = line.IndexOf((byte)'/') >= 0;
            ulong first = Text.Hex(ref line);
            line = line.Length > 0 ? line[1..] : line;
            ulong last = Text.Hex(ref line);
            if (isFile && from < last && first < to)
                return true;
        }

        return false;
    }

    private static int Read(byte* text)
    {
        byte* path = stackalloc byte[16];
        "/proc/self/maps\0"u8.CopyTo(new Span<byte>(path, 16));
        int descriptor = Posix.Open(path, Posix.CloseOnExec, 0), total = 0;
        nint got;
        while (descriptor >= 0 && total < MaxText && (got = Posix.Read(descriptor, text + total, (nuint)(MaxText - total))) > 0)
            total += (int)got;
        if (descriptor >= 0)
            _ = Posix.Close(descriptor);
        return total;
    }
}
