using System.Runtime;
using System.Runtime.InteropServices;

namespace Monster.Trace.Plugin;

/// <summary>
/// The QEMU plugin. Managed code runs at installation and on rare events only: translation, the end of a chunk, system calls, threads,
/// forks, the end. The rules that keep it alive inside QEMU, each learned from a crash: the finalizer thread takes no signals; no garbage
/// collection after installation (it would suspend threads by a signal the guest owns); no threads, timers or tasks; no console; no exceptions.
/// </summary>
internal static unsafe class Plugin
{
    private const long GarbageBudget = 64 << 20;

    /// <summary>The one state of the process: memory that is not the garbage collector's. QEMU's callbacks carry no pointer of ours.</summary>
    private static readonly PluginState* s_state = (PluginState*)Memory.Zeroed(sizeof(PluginState));

    /// <summary>The state, for callbacks that stand elsewhere.</summary>
    public static PluginState* State => s_state;

    /// <summary>QEMU calls this once, before it loads the guest.</summary>
    /// <returns>0 when installed.</returns>
    [UnmanagedCallersOnly(EntryPoint = "qemu_plugin_install")]
    public static int Install(ulong id, QemuInfo* info, int count, byte** arguments)
    {
        if (info->OldestVersion > QemuApi.Version)
            return Refuse("this QEMU has plugin interface 2 or newer, which is not supported yet; Debian 12's QEMU 7.2 has version 1"u8);
        var state = s_state;
        for (int i = 0; i < count; i++)
        {
            var argument = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(arguments[i]);
            var key = Text.Until(ref argument, (byte)'=');
            if (!key.SequenceEqual("folder"u8) || argument.Length >= 500)
                return Refuse("start this through 'monster trace run': the only argument is folder=FOLDER"u8);
            argument.CopyTo(new Span<byte>(state->Folder, 512));
        }

        state->PoolChunks = 64;
        state->IsSystem = info->IsSystem != 0;
        if (!Configuration.Read(state))
            return Refuse("there is no readable 'config' in the folder: start this through 'monster trace run'"u8);
        if (!QemuApi.Load(&state->Api) || !state->Api.PacksAccessesAsExpected())
            return Refuse("this QEMU lacks a function of plugin interface 1 or packs memory accesses in another way; QEMU 7.2 is what this was made for"u8);
        var target = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(info->Target);
        state->Numbers = SyscallNumbers.Of(target);
        if (!SharedStream.Create(state, 0, 0))
            return Refuse("the shared file could not be made: is there room? (df /dev/shm)"u8);
        target[..Math.Min(target.Length, 63)].CopyTo(new Span<byte>(state->Shared + StreamLayout.TargetAt, 63));
        GateControl.Begin(state);
        if (!Thunks.Emit(state, (delegate* unmanaged<uint, void>)&ChunkEnd, (delegate* unmanaged<uint, ulong, void>)&GateSlow))
            return Refuse("this system allows no code to be made at run time, and recording needs it"u8);
        if (!state->IsSystem)
            GuestMappings.Before(state);
        Register(id, state);
        Settle();
        SharedStream.Publish(state);
        return 0;
    }

    /// <summary>Recording ends for good; the guest goes on.</summary>
    public static void Fail(PluginState* state, ReadOnlySpan<byte> why)
    {
        if (state->Stopped)
            return;
        state->Stopped = true;
        Posix.Say("monster trace: recording stopped: "u8);
        Posix.Say(why);
        Posix.Say("\n"u8);
    }

    private static int Refuse(ReadOnlySpan<byte> why)
    {
        Posix.Say("monster trace: "u8);
        Posix.Say(why);
        Posix.Say("\n"u8);
        return 1;
    }

    private static void Register(ulong id, PluginState* state)
    {
        var api = &state->Api;
        if (state->Mode != TraceMode.Syscalls)
            api->OnTranslation(id, &Translated);
        else if (!state->IsSystem)
            api->OnTranslation(id, &FirstTranslation);
        api->OnCpuStart(id, &CpuStarted);
        api->OnCpuEnd(id, &CpuEnded);
        api->OnFlush(id, &Flushed);
        api->OnExit(id, &Exited, null);
        if (!state->IsSystem)
        {
            state->Pending = (PendingMap*)Memory.Zeroed(StreamLayout.MaxCpus * sizeof(PendingMap));
            api->OnSyscall(id, &SyscallBegins);
            api->OnSyscallReturn(id, &SyscallReturns);
            _ = Posix.OnFork(&BeforeFork, null, &InForkedChild, null);
        }
    }

    /// <summary>Takes the finalizer thread out of the way of the guest's signals, and the garbage collector out of the way of the guest.</summary>
    private static void Settle()
    {
        _ = Abandon();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _ = GC.TryStartNoGCRegion(GarbageBudget);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static int Abandon() => new SignalMask().GetHashCode();

    [UnmanagedCallersOnly]
    private static void ChunkEnd(uint cpu) => SharedStream.NextChunk(s_state, cpu);

    [UnmanagedCallersOnly]
    private static void GateSlow(uint cpu, ulong word) => GateControl.AtCount(s_state, cpu);

    [UnmanagedCallersOnly]
    private static void Translated(ulong id, nint block) => Translation.Record(s_state, block);

    [UnmanagedCallersOnly]
    private static void FirstTranslation(ulong id, nint block) => Translation.SeeGuest(s_state, block);

    [UnmanagedCallersOnly]
    private static void CpuStarted(ulong id, uint cpu)
    {
        if (cpu >= StreamLayout.MaxCpus)
        {
            // Its cursor would lie outside: there is no way to go on.
            Posix.Say("monster trace: more than 4000 threads live at one time\n"u8);
            Posix.Exit(1);
        }

        SharedStream.StartCpu(s_state, cpu);
        SharedLog.Add(s_state, LogKind.CpuStart, cpu, SharedStream.Cpu(s_state, cpu)->Generation);
    }

    [UnmanagedCallersOnly]
    private static void CpuEnded(ulong id, uint cpu)
    {
        SharedLog.Add(s_state, LogKind.CpuEnd, cpu, SharedStream.Cpu(s_state, cpu)->Generation);
        SharedStream.EndCpu(s_state, cpu);
    }

    [UnmanagedCallersOnly]
    private static void Flushed(ulong id) => SharedLog.Add(s_state, LogKind.Flush, SharedLog.NoCpu);

    [UnmanagedCallersOnly]
    private static void Exited(ulong id, void* data) => SharedLog.Add(s_state, LogKind.Exit, SharedLog.NoCpu, 0, s_state->HasGate ? s_state->Gate->Instructions : 0);

    [UnmanagedCallersOnly]
    private static void SyscallBegins(ulong id, uint cpu, long number, ulong a, ulong b, ulong c, ulong d, ulong e, ulong f, ulong g, ulong h) =>
        Syscalls.Begin(s_state, cpu, number, a, b, c, d, e, f);

    [UnmanagedCallersOnly]
    private static void SyscallReturns(ulong id, uint cpu, long number, long result) => Syscalls.Return(s_state, cpu, number, result);

    [UnmanagedCallersOnly]
    private static void BeforeFork()
    {
        s_state->Forks++;
        SharedLog.Add(s_state, LogKind.Fork, SharedLog.NoCpu, s_state->Forks);
    }

    [UnmanagedCallersOnly]
    private static void InForkedChild()
    {
        uint parent = SharedStream.U32(s_state, StreamLayout.ProcessAt);
        if (SharedStream.Create(s_state, parent, s_state->Forks))
        {
            SharedStream.Publish(s_state);
            return;
        }

        // The emitted code would write into the parent's stream: the child gets memory of its own instead.
        nuint size = (nuint)(s_state->Mode == TraceMode.Count ? StreamLayout.CountedSize : StreamLayout.PlainSize);
        _ = Posix.Map(s_state->Shared, size, Posix.ProtectRead | Posix.ProtectWrite, Posix.MapPrivate | Posix.MapAnonymous | Posix.MapFixed | Posix.MapNoReserve, -1, 0);
        Fail(s_state, "a forked child's shared file could not be made: it is not traced"u8);
    }
}
