namespace Monster.Trace.Plugin;

/// <summary>Writes to the log of a shared file: a ring with one lock, full when the collector is behind; then writers wait.</summary>
internal static unsafe class SharedLog
{
    /// <summary>No virtual CPU in particular.</summary>
    public const uint NoCpu = uint.MaxValue;

    /// <summary>Begins a record: takes the lock and gives the place for what follows the header.</summary>
    /// <param name="state">The plugin.</param>
    /// <param name="kind">What it tells.</param>
    /// <param name="cpu">The virtual CPU.</param>
    /// <param name="payload">Bytes after the header, less than 1 MiB.</param>
    /// <returns>Null when recording has stopped: then there is no <see cref="End"/>.</returns>
    public static byte* Begin(PluginState* state, LogKind kind, uint cpu, int payload)
    {
        uint length = (uint)((sizeof(LogRecord) + payload + 7) & ~7);
        ref uint gate = ref SharedStream.U32(state, StreamLayout.LogLockAt);
        while (Interlocked.CompareExchange(ref gate, 1, 0) != 0)
            _ = Posix.Yield();
        ulong head = SharedStream.U64(state, StreamLayout.LogHeadAt);
        uint at = (uint)(head % StreamLayout.LogSize);
        uint pad = at + length > StreamLayout.LogSize ? StreamLayout.LogSize - at : 0;
        while (head + pad + length - Volatile.Read(ref SharedStream.U64(state, StreamLayout.LogTailAt)) > StreamLayout.LogSize)
        {
            uint signal = Volatile.Read(ref SharedStream.U32(state, StreamLayout.FreeSignalAt));
            Wake(state);
            if (head + pad + length - Volatile.Read(ref SharedStream.U64(state, StreamLayout.LogTailAt)) > StreamLayout.LogSize)
                Posix.Wait(SharedStream.Word(state, StreamLayout.FreeSignalAt), signal, 500);
            if (!IsCollected(state))
            {
                Volatile.Write(ref gate, 0);
                return null;
            }
        }

        byte* log = state->Shared + StreamLayout.LogAt;
        if (pad > 0)
        {
            *(ulong*)(log + at) = pad; // length and kind only: there may be no room for more
            head += pad;
            at = 0;
            Volatile.Write(ref SharedStream.U64(state, StreamLayout.LogHeadAt), head);
        }

        var record = (LogRecord*)(log + at);
        *record = new LogRecord
        {
            Length = length,
            Kind = kind,
            Cpu = cpu,
            Thread = (uint)Posix.System(Posix.SystemThread, 0, 0, 0, 0, 0, 0),
            Position = cpu == NoCpu ? 0 : SharedStream.Position(state, cpu),
            Time = Posix.Now(),
        };
        return (byte*)(record + 1);
    }

    /// <summary>Ends the record: the collector may read it.</summary>
    public static void End(PluginState* state)
    {
        ref ulong head = ref SharedStream.U64(state, StreamLayout.LogHeadAt);
        var record = (LogRecord*)(state->Shared + StreamLayout.LogAt + (head % StreamLayout.LogSize));
        ulong before = head;
        Volatile.Write(ref head, before + record->Length);
        Volatile.Write(ref SharedStream.U32(state, StreamLayout.LogLockAt), 0);
        const ulong Quarter = StreamLayout.LogSize / 4;
        if (before / Quarter != (before + record->Length) / Quarter)
            Wake(state);
    }

    /// <summary>A record of one number or none.</summary>
    public static void Add(PluginState* state, LogKind kind, uint cpu, uint value = 0, ulong more = 0) => Add2(state, kind, cpu, value, more);

    /// <summary>A record of two numbers.</summary>
    public static void Add2(PluginState* state, LogKind kind, uint cpu, ulong value, ulong more)
    {
        byte* payload = Begin(state, kind, cpu, 16);
        if (payload == null)
            return;
        *(ulong*)payload = value;
        *(ulong*)(payload + 8) = more;
        End(state);
    }

    private static bool IsCollected(PluginState* state)
    {
        if (state->Collector > 0 && Posix.Kill(state->Collector, 0) != 0)
            state->Stopped = true;
        return !state->Stopped;
    }

    private static void Wake(PluginState* state)
    {
        Interlocked.Increment(ref SharedStream.U32(state, StreamLayout.FullSignalAt));
        Posix.Wake(SharedStream.Word(state, StreamLayout.FullSignalAt));
    }
}
