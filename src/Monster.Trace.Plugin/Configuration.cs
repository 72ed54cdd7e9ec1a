namespace Monster.Trace.Plugin;

/// <summary>
/// The plugin's settings: the file <c>config</c> of the folder it is given, written by the collector. One setting a line:
/// <c>mode 3</c>, <c>collector PID</c>, <c>pool CHUNKS</c>, <c>drop</c>, <c>addresses FROM TO</c>, <c>module NAME</c>, <c>code FROM TO NAME</c>
/// (offsets in the file), <c>start-at ADDRESS HIT</c>, <c>stop-at ADDRESS HIT</c>, <c>window START LENGTH EVERY</c>. Numbers are hexadecimal.
/// </summary>
internal static unsafe class Configuration
{
    private const int MaxLength = 1 << 20;

    /// <summary>Reads it.</summary>
    /// <returns>False when it is not there or says something unknown.</returns>
    public static bool Read(PluginState* state)
    {
        byte* path = stackalloc byte[600];
        int length = 0;
        for (; state->Folder[length] != 0; length++)
            path[length] = state->Folder[length];
        "/config\0"u8.CopyTo(new Span<byte>(path + length, 8));
        int descriptor = Posix.Open(path, Posix.CloseOnExec, 0);
        if (descriptor < 0)
            return false;
        byte* text = (byte*)Memory.Zeroed(MaxLength); // kept: filters point into it
        nint got, total = 0;
        while (total < MaxLength && (got = Posix.Read(descriptor, text + total, (nuint)(MaxLength - total))) > 0)
            total += got;
        _ = Posix.Close(descriptor);
        var rest = new ReadOnlySpan<byte>(text, (int)total);
        state->Filters = (FilterRange*)Memory.Zeroed((rest.Count((byte)'\n') + 1) * sizeof(FilterRange));
        while (rest.Length > 0)
        {
            if (!Line(state, Text.Until(ref rest, (byte)'\n')))
                return false;
        }

        return true;
    }

    private static bool Line(PluginState* state, ReadOnlySpan<byte> line)
    {
        var key = Text.Until(ref line, (byte)' ');
        ulong a = 0, b = 0, c = 0;
        bool named = key.SequenceEqual("module"u8);
        if (!named)
        {
            a = Number(ref line);
            b = Number(ref line);
            if (key.SequenceEqual("code"u8))
                named = true;
            else
                c = Number(ref line);
        }

        if (named || key.SequenceEqual("addresses"u8))
            AddFilter(state, a, named && b == 0 ? ulong.MaxValue : b, named ? line : default);
        else if (key.SequenceEqual("mode"u8))
            state->Mode = (TraceMode)a;
        else if (key.SequenceEqual("collector"u8))
            state->Collector = (int)a;
        else if (key.SequenceEqual("pool"u8))
            state->PoolChunks = (uint)a;
        else if (key.SequenceEqual("drop"u8))
            state->Drops = true;
        else if (key.SequenceEqual("start-at"u8))
            (NeedGate(state)->StartAddress, state->Gate->StartHit) = (a, Math.Max(b, 1));
        else if (key.SequenceEqual("stop-at"u8))
            (NeedGate(state)->StopAddress, state->Gate->StopHit) = (a, Math.Max(b, 1));
        else if (key.SequenceEqual("window"u8))
            (NeedGate(state)->StartAfter, state->Gate->Length, state->Gate->Every) = (a, b, c);
        else
            return key.IsEmpty;
        return true;
    }

    private static void AddFilter(PluginState* state, ulong from, ulong to, ReadOnlySpan<byte> module)
    {
        var filter = state->Filters + state->FilterCount++;
        filter->From = from;
        filter->To = to;
        filter->ModuleLength = module.Length;
        fixed (byte* name = module)
            filter->Module = module.IsEmpty ? null : name;
        state->FollowsMappings |= !module.IsEmpty;
    }

    private static Gate* NeedGate(PluginState* state)
    {
        if (state->Gate == null)
        {
            state->Gate = (Gate*)Memory.Zeroed(sizeof(Gate));
            state->Gate->Next = ulong.MaxValue;
        }

        return state->Gate;
    }

    private static ulong Number(ref ReadOnlySpan<byte> line)
    {
        ulong value = Text.Hex(ref line);
        if (line.Length > 0 && line[0] == (byte)' ')
            line = line[1..];
        return value;
    }
}
