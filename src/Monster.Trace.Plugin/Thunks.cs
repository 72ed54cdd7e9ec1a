namespace Monster.Trace.Plugin;

/// <summary>
/// The hot path: x86-64 code written at start, which QEMU calls for each block and each memory access. It stores one record and moves
/// the virtual CPU's cursor; only at the end of a chunk does it go on to managed code. Entering managed code each time would cost four
/// times as much. System V calling convention: edi is the virtual CPU, rsi the block's word (or esi what the access is, rdx its address,
/// rcx the instruction's word).
/// </summary>
internal static unsafe class Thunks
{
    private const int PageSize = 4096;

    /// <summary>Writes the code and makes it executable.</summary>
    /// <returns>False when the system allows no new code.</returns>
    public static bool Emit(PluginState* state, void* chunkEnd, void* gateSlow)
    {
        byte* page = (byte*)Posix.Map(null, PageSize, Posix.ProtectRead | Posix.ProtectWrite, Posix.MapPrivate | Posix.MapAnonymous, -1, 0);
        if ((nint)page == -1)
            return false;
        var code = new Emitter(page);
        state->BlockThunk = code.Here;
        if (state->Mode == TraceMode.Count)
            Count(ref code, state);
        else
            Block(ref code, state, chunkEnd, gateSlow);
        code.Align();
        state->AccessThunk = code.Here;
        Access(ref code, state, chunkEnd);
        return Posix.Protect(page, PageSize, Posix.ProtectRead | Posix.ProtectExecute) == 0;
    }

    private static void Count(ref Emitter code, PluginState* state)
    {
        code.Bytes([0x89, 0xF8]); // mov eax, edi
        code.Bytes([0x89, 0xF6]); // mov esi, esi
        code.Bytes([0x48, 0xC1, 0xE0, StreamLayout.CountersShift]); // shl rax, CountersShift
        code.Move64([0x48, 0xBA], state->Shared + StreamLayout.CountersAt); // mov rdx, counters
        code.Bytes([0x48, 0x01, 0xD0]); // add rax, rdx
        code.Bytes([0x48, 0xFF, 0x04, 0xF0]); // inc qword [rax + rsi*8]
        code.Bytes([0xC3]); // ret
    }

    private static void Block(ref Emitter code, PluginState* state, void* chunkEnd, void* gateSlow)
    {
        bool wide = state->Mode == TraceMode.Memory;
        byte* closed = null;
        if (state->HasGate)
            closed = CountInstructions(ref code, state, wide ? (byte)48 : (byte)32, gateSlow);
        code.Bytes([0x89, 0xF8]); // mov eax, edi
        code.Move64([0x48, 0xBA], state->Shared + StreamLayout.CursorsAt); // mov rdx, cursors
        code.Bytes([0x48, 0x8D, 0x14, 0xC2]); // lea rdx, [rdx + rax*8]
        code.Bytes([0x48, 0x8B, 0x02]); // mov rax, [rdx]
        if (wide)
            code.Bytes([0x48, 0x89, 0x30]); // mov [rax], rsi
        else
            code.Bytes([0x89, 0x30]); // mov [rax], esi
        code.Bytes([0x48, 0x83, 0xC0, wide ? (byte)8 : (byte)4]); // add rax, size of a record
        code.Bytes([0x48, 0x89, 0x02]); // mov [rdx], rax
        End(ref code, chunkEnd, closed);
    }

    private static void Access(ref Emitter code, PluginState* state, void* chunkEnd)
    {
        byte* closed = null;
        if (state->HasGate)
        {
            code.Move64([0x49, 0xB8], state->Gate); // mov r8, gate
            closed = IfClosed(ref code);
        }

        code.Bytes([0x89, 0xF8]); // mov eax, edi
        code.Move64([0x49, 0xB8], state->Shared + StreamLayout.CursorsAt); // mov r8, cursors
        code.Bytes([0x4D, 0x8D, 0x04, 0xC0]); // lea r8, [r8 + rax*8]
        code.Bytes([0x49, 0x8B, 0x00]); // mov rax, [r8]
        code.Bytes([0xC1, 0xEE, 0x04]); // shr esi, 4: log2 of the size is now in bits 0-2, store in bit 13
        code.Bytes([0x81, 0xE6, 0x07, 0x20, 0x00, 0x00]); // and esi, 0x2007
        code.Bytes([0x09, 0xCE]); // or esi, ecx: the instruction's index is in bits 3-11
        code.Bytes([0x48, 0xC1, 0xE2, 0x10]); // shl rdx, 16
        code.Bytes([0x48, 0x09, 0xF2]); // or rdx, rsi
        code.Bytes([0x48, 0x89, 0x10]); // mov [rax], rdx
        code.Bytes([0x48, 0x83, 0xC0, 0x08]); // add rax, 8
        code.Bytes([0x49, 0x89, 0x00]); // mov [r8], rax
        End(ref code, chunkEnd, closed);
    }

    private static void End(ref Emitter code, void* chunkEnd, byte* closed)
    {
        code.Bytes([0xA9, 0xFF, 0xFF, 0x0F, 0x00]); // test eax, ChunkSize - 1
        code.Bytes([0x74, 0x01]); // jz over the ret
        if (closed != null)
            code.JumpHere(closed);
        code.Bytes([0xC3]); // ret
        code.Move64([0x48, 0xB8], chunkEnd); // mov rax, chunkEnd
        code.Bytes([0xFF, 0xE0]); // jmp rax
    }

    /// <summary>Counts the block's instructions and asks what is next when enough are counted.</summary>
    /// <returns>The jump to patch for a closed gate.</returns>
    private static byte* CountInstructions(ref Emitter code, PluginState* state, byte shift, void* gateSlow)
    {
        code.Move64([0x49, 0xB8], state->Gate); // mov r8, gate
        code.Bytes([0x48, 0x89, 0xF0]); // mov rax, rsi
        code.Bytes([0x48, 0xC1, 0xE8, shift]); // shr rax, shift: the block's instructions
        code.Bytes([0xF0, 0x49, 0x0F, 0xC1, 0x00]); // lock xadd [r8], rax
        code.Bytes([0x49, 0x3B, 0x40, 0x08]); // cmp rax, [r8 + 8]
        code.Bytes([0x72, 0x00]); // jb to the test
        byte* below = code.Here;
        code.Bytes([0x57, 0x56, 0x50]); // push rdi, rsi, rax: the stack is aligned again
        code.Move64([0x48, 0xB8], gateSlow); // mov rax, gateSlow
        code.Bytes([0xFF, 0xD0]); // call rax
        code.Bytes([0x58, 0x5E, 0x5F]); // pop rax, rsi, rdi
        code.Move64([0x49, 0xB8], state->Gate); // mov r8, gate
        code.JumpHere(below);
        return IfClosed(ref code);
    }

    private static byte* IfClosed(ref Emitter code)
    {
        code.Bytes([0x49, 0x83, 0x78, 0x10, 0x00]); // cmp qword [r8 + 16], 0
        code.Bytes([0x74, 0x00]); // je to a ret
        return code.Here;
    }

    /// <summary>Writes bytes one after another.</summary>
    private ref struct Emitter(byte* at)
    {
        public byte* Here = at;

        public void Bytes(scoped ReadOnlySpan<byte> bytes)
        {
            foreach (byte b in bytes)
                *Here++ = b;
        }

        public void Move64(scoped ReadOnlySpan<byte> opcode, void* value)
        {
            Bytes(opcode);
            *(void**)Here = value;
            Here += 8;
        }

        /// <summary>Makes the short jump that ends at an address come here.</summary>
        public void JumpHere(byte* endOfJump) => endOfJump[-1] = (byte)(Here - endOfJump);

        public void Align()
        {
            while (((nint)Here & 15) != 0)
                *Here++ = 0xCC;
        }
    }
}
