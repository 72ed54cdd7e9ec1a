using System.Runtime.InteropServices;

namespace Monster.Trace.Plugin;

/// <summary>
/// QEMU's plugin interface, version 1 (qemu-plugin.h of QEMU 7.2), looked up in the running program. Handles of blocks and
/// instructions are valid inside the translation callback only.
/// </summary>
internal unsafe struct QemuApi
{
    public const int Version = 1;
    public const int NoRegisters = 0; // QEMU_PLUGIN_CB_NO_REGS
    public const int ReadsAndWrites = 3; // QEMU_PLUGIN_MEM_RW

    public delegate* unmanaged<ulong, delegate* unmanaged<ulong, nint, void>, void> OnTranslation;
    public delegate* unmanaged<ulong, delegate* unmanaged<ulong, uint, void>, void> OnCpuStart;
    public delegate* unmanaged<ulong, delegate* unmanaged<ulong, uint, void>, void> OnCpuEnd;
    public delegate* unmanaged<ulong, delegate* unmanaged<ulong, void>, void> OnFlush;
    public delegate* unmanaged<ulong, delegate* unmanaged<ulong, void*, void>, void*, void> OnExit;
    public delegate* unmanaged<ulong, delegate* unmanaged<ulong, uint, long, ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong, void>, void> OnSyscall;
    public delegate* unmanaged<ulong, delegate* unmanaged<ulong, uint, long, long, void>, void> OnSyscallReturn;
    public delegate* unmanaged<nint, void*, int, void*, void> OnBlock;
    public delegate* unmanaged<nint, void*, int, void*, void> OnInstruction;
    public delegate* unmanaged<nint, void*, int, int, void*, void> OnAccess;
    public delegate* unmanaged<nint, nuint> BlockLength;
    public delegate* unmanaged<nint, ulong> BlockAddress;
    public delegate* unmanaged<nint, nuint, nint> Instruction;
    public delegate* unmanaged<nint, byte*> InstructionBytes;
    public delegate* unmanaged<nint, nuint> InstructionSize;
    public delegate* unmanaged<nint, ulong> InstructionAddress;
    public delegate* unmanaged<nint, byte*> InstructionHost;
    public delegate* unmanaged<uint, uint> AccessSizeShift;
    public delegate* unmanaged<uint, byte> AccessIsStore;

    /// <summary>Looks all functions up.</summary>
    /// <returns>Whether all are there.</returns>
    public static bool Load(QemuApi* api)
    {
        nint program = NativeLibrary.GetMainProgramHandle();
        bool whole = true;
        void* Get(string name)
        {
            whole &= NativeLibrary.TryGetExport(program, "qemu_plugin_" + name, out nint address);
            return (void*)address;
        }

        api->OnTranslation = (delegate* unmanaged<ulong, delegate* unmanaged<ulong, nint, void>, void>)Get("register_vcpu_tb_trans_cb");
        api->OnCpuStart = (delegate* unmanaged<ulong, delegate* unmanaged<ulong, uint, void>, void>)Get("register_vcpu_init_cb");
        api->OnCpuEnd = (delegate* unmanaged<ulong, delegate* unmanaged<ulong, uint, void>, void>)Get("register_vcpu_exit_cb");
        api->OnFlush = (delegate* unmanaged<ulong, delegate* unmanaged<ulong, void>, void>)Get("register_flush_cb");
        api->OnExit = (delegate* unmanaged<ulong, delegate* unmanaged<ulong, void*, void>, void*, void>)Get("register_atexit_cb");
        api->OnSyscall = (delegate* unmanaged<ulong, delegate* unmanaged<ulong, uint, long, ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong, void>, void>)Get("register_vcpu_syscall_cb");
        api->OnSyscallReturn = (delegate* unmanaged<ulong, delegate* unmanaged<ulong, uint, long, long, void>, void>)Get("register_vcpu_syscall_ret_cb");
        api->OnBlock = (delegate* unmanaged<nint, void*, int, void*, void>)Get("register_vcpu_tb_exec_cb");
        api->OnInstruction = (delegate* unmanaged<nint, void*, int, void*, void>)Get("register_vcpu_insn_exec_cb");
        api->OnAccess = (delegate* unmanaged<nint, void*, int, int, void*, void>)Get("register_vcpu_mem_cb");
        api->BlockLength = (delegate* unmanaged<nint, nuint>)Get("tb_n_insns");
        api->BlockAddress = (delegate* unmanaged<nint, ulong>)Get("tb_vaddr");
        api->Instruction = (delegate* unmanaged<nint, nuint, nint>)Get("tb_get_insn");
        api->InstructionBytes = (delegate* unmanaged<nint, byte*>)Get("insn_data");
        api->InstructionSize = (delegate* unmanaged<nint, nuint>)Get("insn_size");
        api->InstructionAddress = (delegate* unmanaged<nint, ulong>)Get("insn_vaddr");
        api->InstructionHost = (delegate* unmanaged<nint, byte*>)Get("insn_haddr");
        api->AccessSizeShift = (delegate* unmanaged<uint, uint>)Get("mem_size_shift");
        api->AccessIsStore = (delegate* unmanaged<uint, byte>)Get("mem_is_store");
        return whole;
    }

    /// <summary>
    /// Whether QEMU packs what a memory access is as the emitted code takes it apart: log2 of the size in bits 4 to 6, store in bit 17.
    /// </summary>
    public readonly bool PacksAccessesAsExpected()
    {
        for (uint shift = 0; shift < 5; shift++)
        {
            uint load = (shift << 4) | (1u << 16), store = (shift << 4) | (2u << 16);
            if (AccessSizeShift(load) != shift || AccessSizeShift(store) != shift || AccessIsStore(load) != 0 || AccessIsStore(store) == 0)
                return false;
        }

        return true;
    }
}
