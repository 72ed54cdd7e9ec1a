namespace Monster.Trace.Plugin;

/// <summary>What is done once for each block QEMU translates: it gets a number, goes into the log, and has its callbacks put in.</summary>
internal static unsafe class Translation
{
    private const int MaxInstructions = 512; // of a block of QEMU
    private const int MaxBytes = 8192;
    private const int BlockHeader = 24;
    private const int IndexShift = 3;

    /// <summary>A block was translated.</summary>
    public static void Record(PluginState* state, nint block)
    {
        if (state->Stopped)
            return;
        if (!state->IsSystem)
            SeeGuest(state, block);
        ulong address = state->Api.BlockAddress(block);
        int count = Math.Min((int)state->Api.BlockLength(block), MaxInstructions);
        nint* instructions = stackalloc nint[MaxInstructions];
        int size = 0;
        bool starts = false, stops = false, wanted = state->FilterCount == 0;
        for (int i = 0; i < count; i++)
        {
            nint instruction = state->Api.Instruction(block, (nuint)i);
            ulong at = state->Api.InstructionAddress(instruction);
            instructions[i] = instruction;
            size += (int)state->Api.InstructionSize(instruction);
            wanted = wanted || Filter.Takes(state, at);
            starts |= state->HasGate && at == state->Gate->StartAddress;
            stops |= state->HasGate && at == state->Gate->StopAddress;
        }

        if ((!wanted && !starts && !stops) || size > MaxBytes)
            return;
        uint id = Interlocked.Increment(ref SharedStream.U32(state, StreamLayout.BlocksAt)) - 1;
        if (state->Mode == TraceMode.Count && id >= StreamLayout.MaxCounted)
        {
            Plugin.Fail(state, "more than 4 Mi blocks were translated: count has no room for more; use --mode blocks"u8);
            return;
        }

        if (wanted)
        {
            SharedStream.BackCounters(state, id);
            Log(state, id, address, instructions, count, size);
            Instrument(state, block, id, instructions, count);
        }

        if (starts || stops)
            Watch(state, id, wanted, instructions, count);
    }

    /// <summary>The guest's first block: now it is loaded, and its memory can be found.</summary>
    public static void SeeGuest(PluginState* state, nint block)
    {
        if (state->SeenCode)
            return;
        state->SeenCode = true;
        nint first = state->Api.Instruction(block, 0);
        byte* host = state->Api.InstructionHost(first);
        if (host != null)
            state->GuestBase = (ulong)host - state->Api.InstructionAddress(first);
        SharedStream.U64(state, StreamLayout.GuestBaseAt) = state->GuestBase;
        GuestMappings.After(state);
    }

    private static void Log(PluginState* state, uint id, ulong address, nint* instructions, int count, int size)
    {
        byte* to = SharedLog.Begin(state, LogKind.Block, SharedLog.NoCpu, BlockHeader + size + count);
        if (to == null)
            return;
        *(uint*)to = id;
        *(uint*)(to + 4) = (uint)count;
        *(ulong*)(to + 8) = address;
        *(uint*)(to + 16) = (uint)size;
        *(uint*)(to + 20) = 0;
        to += BlockHeader;
        byte* lengths = to + size;
        for (int i = 0; i < count; i++)
        {
            int length = (int)state->Api.InstructionSize(instructions[i]);
            Buffer.MemoryCopy(state->Api.InstructionBytes(instructions[i]), to, length, length);
            to += length;
            lengths[i] = (byte)length;
        }

        SharedLog.End(state);
    }

    private static void Instrument(PluginState* state, nint block, uint id, nint* instructions, int count)
    {
        if (state->Mode < TraceMode.Count)
            return;
        if (state->Mode == TraceMode.Memory)
        {
            ulong word = ((ulong)count << 48) | ((ulong)id << 16) | StreamLayout.BlockMark;
            state->Api.OnBlock(block, state->BlockThunk, QemuApi.NoRegisters, (void*)word);
            for (int i = 0; i < count; i++)
                state->Api.OnAccess(instructions[i], state->AccessThunk, QemuApi.NoRegisters, QemuApi.ReadsAndWrites, (void*)(nuint)(i << IndexShift));
        }
        else
        {
            ulong word = state->HasGate ? ((ulong)count << 32) | id : id;
            state->Api.OnBlock(block, state->BlockThunk, QemuApi.NoRegisters, (void*)word);
        }
    }

    private static void Watch(PluginState* state, uint id, bool recorded, nint* instructions, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ulong at = state->Api.InstructionAddress(instructions[i]);
            if (at == state->Gate->StartAddress || at == state->Gate->StopAddress)
                state->Api.OnInstruction(instructions[i], GateControl.Reached, QemuApi.NoRegisters, (void*)GateControl.Word(id, count, recorded, at == state->Gate->StartAddress, at == state->Gate->StopAddress));
        }
    }
}
