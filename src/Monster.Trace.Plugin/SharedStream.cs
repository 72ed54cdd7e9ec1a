using System.Runtime.CompilerServices;

namespace Monster.Trace.Plugin;

/// <summary>The plugin's side of the shared file: making it, chunks, and the log. See <see cref="StreamLayout"/>.</summary>
internal static unsafe class SharedStream
{
    private const int NoSpace = 28; // ENOSPC
    private const int CountersStep = 8192;
    private const int HighDescriptor = 500;

    /// <summary>Makes a process's file and maps it; in a forked child over the parent's.</summary>
    public static bool Create(PluginState* state, uint parent, uint parentFork)
    {
        long size = state->Mode == TraceMode.Count ? StreamLayout.CountedSize : StreamLayout.PlainSize;
        uint firstBlock = 0;
        byte* target = stackalloc byte[64];
        if (parent != 0)
        {
            firstBlock = U32(state, StreamLayout.BlocksAt);
            Unsafe.CopyBlock(target, state->Shared + StreamLayout.TargetAt, 64);
        }

        uint process = (uint)Posix.Process();
        int descriptor = -1;
        uint serial = 0;
        byte* path = stackalloc byte[600];
        for (; serial < 1000 && descriptor < 0; serial++)
        {
            Path(state, path, process, serial);
            descriptor = Posix.Open(path, Posix.ReadWrite | Posix.CreateNew | Posix.CloseOnExec, 0x180);
        }

        // The guest's own files have the numbers they would have without us.
        int high = Posix.Control(descriptor, Posix.DuplicateFrom, HighDescriptor);
        if (high >= 0)
        {
            _ = Posix.Close(descriptor);
            descriptor = high;
        }

        if (descriptor < 0 || Posix.Truncate(descriptor, size) != 0 || Posix.Allocate(descriptor, 0, StreamLayout.ChunksAt + StreamLayout.ChunkSize) != 0)
            return false;
        if (parent == 0)
        {
            byte* reserved = (byte*)Posix.Map(null, (nuint)size + StreamLayout.ChunkSize, 0, Posix.MapPrivate | Posix.MapAnonymous | Posix.MapNoReserve, -1, 0);
            if ((nint)reserved == -1)
                return false;
            state->Shared = (byte*)(((nint)reserved + StreamLayout.ChunkSize - 1) & -StreamLayout.ChunkSize);
        }

        if (Posix.Map(state->Shared, (nuint)size, Posix.ProtectRead | Posix.ProtectWrite, Posix.MapShared | Posix.MapFixed | Posix.MapNoReserve, descriptor, 0) != state->Shared)
            return false;
        if (parent != 0)
            _ = Posix.Close(state->Descriptor);
        state->Descriptor = descriptor;
        state->CountersBacked = 0;
        U32(state, StreamLayout.VersionAt) = StreamLayout.Version;
        U32(state, StreamLayout.ModeAt) = (uint)state->Mode;
        U32(state, StreamLayout.ProcessAt) = process;
        U32(state, StreamLayout.ParentAt) = parent;
        U32(state, StreamLayout.ParentForkAt) = parentFork;
        U32(state, StreamLayout.FirstBlockAt) = firstBlock;
        U32(state, StreamLayout.BlocksAt) = firstBlock;
        U32(state, StreamLayout.SerialAt) = serial - 1;
        U64(state, StreamLayout.AddressAt) = (ulong)state->Shared;
        U64(state, StreamLayout.GuestBaseAt) = state->GuestBase;
        if (parent != 0)
            Unsafe.CopyBlock(state->Shared + StreamLayout.TargetAt, target, 64);
        for (uint cpu = 0; cpu < StreamLayout.MaxCpus; cpu++)
            Cursors(state)[cpu] = Scratch(state);
        BackCounters(state, firstBlock);
        return true;
    }

    /// <summary>Says that the file may be read.</summary>
    public static void Publish(PluginState* state) => Volatile.Write(ref *(ulong*)state->Shared, StreamLayout.Magic);

    /// <summary>A virtual CPU begins: it gets a chunk.</summary>
    public static void StartCpu(PluginState* state, uint cpu)
    {
        var own = Cpu(state, cpu);
        if (own->Live == 1)
            EndCpu(state, cpu);
        own->Live = 1;
        own->Generation++;
        own->Sequence = 0;
        U32(state, StreamLayout.CpusAt) = Math.Max(U32(state, StreamLayout.CpusAt), cpu + 1);
        if (state->Mode >= TraceMode.Blocks)
        {
            uint chunk = Take(state, cpu);
            own->Chunk = chunk;
            Cursors(state)[cpu] = chunk == 0 ? Scratch(state) : Base(state, chunk);
        }
        else if (state->Mode == TraceMode.Count)
        {
            BackCountersOf(state, cpu, 0, state->CountersBacked);
        }
    }

    /// <summary>A virtual CPU ends: what it has goes to the collector.</summary>
    public static void EndCpu(PluginState* state, uint cpu)
    {
        var own = Cpu(state, cpu);
        if (own->Chunk != 0)
        {
            GiveAway(state, own->Chunk, (uint)(Cursors(state)[cpu] - Base(state, own->Chunk)));
            own->Chunk = 0;
            own->Sequence++;
        }

        Cursors(state)[cpu] = Scratch(state);
        own->Live = 0;
    }

    /// <summary>A virtual CPU's chunk is full: the next one.</summary>
    public static void NextChunk(PluginState* state, uint cpu)
    {
        var own = Cpu(state, cpu);
        if (own->Chunk == 0)
        {
            // The first record of a forked child, or of a virtual CPU that got no chunk: it is in the scratch chunk's last place.
            if (own->Live == 0)
            {
                own->Live = 1;
                own->Generation++;
                own->Sequence = 0;
                U32(state, StreamLayout.CpusAt) = Math.Max(U32(state, StreamLayout.CpusAt), cpu + 1);
            }

            uint first = Take(state, cpu);
            if (first == 0)
            {
                own->Dropped++;
                Cursors(state)[cpu] = Base(state, 0); // nobody reads the scratch chunk
                return;
            }

            int size = StreamLayout.RecordSize(state->Mode);
            own->Chunk = first;
            Unsafe.CopyBlock(Base(state, first), Scratch(state), (uint)size);
            Cursors(state)[cpu] = Base(state, first) + size;
            return;
        }

        uint full = own->Chunk;
        own->Sequence++;
        uint next = state->Stopped ? 0 : Take(state, cpu, keep: full);
        if (next == 0)
        {
            own->Dropped++;
            if (own->Chunk == 0)
            {
                Cursors(state)[cpu] = Base(state, 0);
                return;
            }

            Chunk(state, full)->Sequence = own->Sequence;
            Cursors(state)[cpu] = Base(state, full);
            return;
        }

        own->Chunk = next;
        Cursors(state)[cpu] = Base(state, next);
    }

    /// <summary>Writes one record, as the emitted code does.</summary>
    public static void Append(PluginState* state, uint cpu, ulong record)
    {
        byte* cursor = Cursors(state)[cpu];
        int size = StreamLayout.RecordSize(state->Mode);
        Unsafe.CopyBlock(cursor, &record, (uint)size);
        cursor += size;
        Cursors(state)[cpu] = cursor;
        if (((nint)cursor & (StreamLayout.ChunkSize - 1)) == 0)
            NextChunk(state, cpu);
    }

    /// <summary>How many records a virtual CPU has written since it began.</summary>
    public static ulong Position(PluginState* state, uint cpu)
    {
        var own = Cpu(state, cpu);
        if (own->Chunk == 0)
            return 0;
        ulong bytes = (own->Sequence << StreamLayout.ChunkShift) + (ulong)(Cursors(state)[cpu] - Base(state, own->Chunk));
        return bytes / (uint)StreamLayout.RecordSize(state->Mode);
    }

    /// <summary>Makes sure the file has memory for the counters of blocks up to a number.</summary>
    public static void BackCounters(PluginState* state, uint blocks)
    {
        if (state->Mode != TraceMode.Count || blocks < state->CountersBacked)
            return;
        uint to = Math.Min((blocks / CountersStep * CountersStep) + CountersStep, StreamLayout.MaxCounted);
        for (uint cpu = 0; cpu < StreamLayout.MaxCountedCpus; cpu++)
        {
            if (Cpu(state, cpu)->Live == 1)
                BackCountersOf(state, cpu, state->CountersBacked, to);
        }

        state->CountersBacked = to;
    }

    private static void BackCountersOf(PluginState* state, uint cpu, uint from, uint to)
    {
        if (cpu >= StreamLayout.MaxCountedCpus)
            Plugin.Fail(state, "more than 1024 threads live at one time: count cannot tell them apart; use --mode blocks"u8);
        else if (to > from && Posix.Allocate(state->Descriptor, StreamLayout.CountersAt + ((long)cpu << StreamLayout.CountersShift) + ((long)from * 8), (to - from) * 8L) == NoSpace)
            Plugin.Fail(state, "the shared memory is full (see df /dev/shm)"u8);
    }

    private static void GiveAway(PluginState* state, uint chunk, uint length)
    {
        var one = Chunk(state, chunk);
        one->Length = length;
        Volatile.Write(ref one->State, ChunkState.Full);
        Interlocked.Increment(ref U32(state, StreamLayout.FullSignalAt));
        Posix.Wake(Word(state, StreamLayout.FullSignalAt));
    }

    /// <summary>Takes a free chunk; waits for one unless dropping. With <paramref name="keep"/>, that one is given to the collector.</summary>
    /// <returns>0 when there is none: the full one is kept, and is to be used again.</returns>
    private static uint Take(PluginState* state, uint cpu, uint keep = 0)
    {
        bool given = keep == 0;
        while (!state->Stopped)
        {
            uint signal = Volatile.Read(ref U32(state, StreamLayout.FreeSignalAt));
            if (TryTake(state, cpu, out uint chunk))
            {
                if (!given)
                    GiveAway(state, keep, StreamLayout.ChunkSize);
                return chunk;
            }

            if (state->Drops)
                return 0;
            if (!given)
            {
                GiveAway(state, keep, StreamLayout.ChunkSize);
                given = true;
            }

            Posix.Wait(Word(state, StreamLayout.FreeSignalAt), signal, 500);
            CheckCollector(state);
        }

        if (given && keep != 0)
            Cpu(state, cpu)->Chunk = 0; // the collector has it; what follows goes nowhere
        return 0;
    }

    private static bool TryTake(PluginState* state, uint cpu, out uint chunk)
    {
        uint last = Math.Min(state->PoolChunks + U32(state, StreamLayout.CpusAt), StreamLayout.Chunks - 1);
        for (chunk = 1; chunk <= last; chunk++)
        {
            var one = Chunk(state, chunk);
            if (one->State != ChunkState.Free || Interlocked.CompareExchange(ref one->State, ChunkState.Owned, ChunkState.Free) != ChunkState.Free)
                continue;
            if (one->Backed == 0)
            {
                if (Posix.Allocate(state->Descriptor, StreamLayout.ChunksAt + ((long)chunk << StreamLayout.ChunkShift), StreamLayout.ChunkSize) == NoSpace)
                {
                    Volatile.Write(ref one->State, ChunkState.Free);
                    if (chunk <= U32(state, StreamLayout.CpusAt) + 1)
                        Plugin.Fail(state, "the shared memory is full (see df /dev/shm)"u8);
                    return false;
                }

                one->Backed = 1;
            }

            var own = Cpu(state, cpu);
            one->Cpu = cpu;
            one->Generation = own->Generation;
            one->Sequence = own->Sequence;
            one->Length = 0;
            return true;
        }

        return false;
    }

    /// <summary>When the collector is gone, nobody will ever free a chunk: the guest must go on without it.</summary>
    public static void CheckCollector(PluginState* state)
    {
        if (state->Collector > 0 && Posix.Kill(state->Collector, 0) != 0)
            Plugin.Fail(state, "the collector is gone"u8);
    }

    public static ref uint U32(PluginState* state, int at) => ref *(uint*)(state->Shared + at);

    public static ref ulong U64(PluginState* state, int at) => ref *(ulong*)(state->Shared + at);

    public static uint* Word(PluginState* state, int at) => (uint*)(state->Shared + at);

    public static CpuState* Cpu(PluginState* state, uint cpu) => (CpuState*)(state->Shared + StreamLayout.CpuStatesAt) + cpu;

    private static ChunkState* Chunk(PluginState* state, uint chunk) => (ChunkState*)(state->Shared + StreamLayout.ChunkStatesAt) + chunk;

    private static byte** Cursors(PluginState* state) => (byte**)(state->Shared + StreamLayout.CursorsAt);

    private static byte* Base(PluginState* state, uint chunk) => state->Shared + StreamLayout.ChunksAt + ((long)chunk << StreamLayout.ChunkShift);

    private static byte* Scratch(PluginState* state) => Base(state, 1) - StreamLayout.RecordSize(state->Mode);

    /// <summary>FOLDER/PROCESS.SERIAL</summary>
    private static void Path(PluginState* state, byte* path, uint process, uint serial)
    {
        int length = 0;
        while (state->Folder[length] != 0)
        {
            path[length] = state->Folder[length];
            length++;
        }

        path[length++] = (byte)'/';
        length = Text.Decimal(path, length, process);
        path[length++] = (byte)'.';
        length = Text.Decimal(path, length, serial);
        path[length] = 0;
    }
}
