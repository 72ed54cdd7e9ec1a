using System.Runtime.InteropServices;

namespace Monster.Trace.Plugin;

/// <summary>Opens and closes the <see cref="Gate"/>.</summary>
internal static unsafe class GateControl
{
    private const ulong IsStart = 1UL << 60;
    private const ulong IsStop = 1UL << 61;
    private const ulong IsRecorded = 1UL << 62;
    private const int CountShift = 32;

    /// <summary>What QEMU calls when a watched instruction is reached.</summary>
    public static void* Reached => (delegate* unmanaged<uint, ulong, void>)&AtAddress;

    /// <summary>The word that call gets.</summary>
    public static ulong Word(uint id, int count, bool recorded, bool starts, bool stops) =>
        id | ((ulong)count << CountShift) | (recorded ? IsRecorded : 0) | (starts ? IsStart : 0) | (stops ? IsStop : 0);

    /// <summary>Before the guest runs: open, unless something has to happen first.</summary>
    public static void Begin(PluginState* state)
    {
        if (!state->HasGate)
            return;
        var gate = state->Gate;
        gate->Instructions = 0;
        gate->Open = gate->StartAddress == 0 && gate->StartAfter == 0 ? 1u : 0;
        gate->Next = gate->StartAddress != 0 ? ulong.MaxValue : gate->StartAfter != 0 ? gate->StartAfter : gate->Length != 0 ? gate->Length : ulong.MaxValue;
    }

    /// <summary>The count of <see cref="Gate.Next"/> is reached.</summary>
    public static void AtCount(PluginState* state, uint cpu)
    {
        var gate = state->Gate;
        if (Volatile.Read(ref gate->Instructions) < gate->Next)
            return; // another thread was here first
        if (gate->Open == 0)
        {
            gate->Next = gate->Length != 0 ? gate->Next + gate->Length : ulong.MaxValue;
            Switch(state, cpu, open: true);
        }
        else
        {
            gate->Next = gate->Every > gate->Length ? gate->Next - gate->Length + gate->Every : ulong.MaxValue;
            Switch(state, cpu, open: false);
        }
    }

    [UnmanagedCallersOnly]
    private static void AtAddress(uint cpu, ulong word)
    {
        var state = Plugin.State;
        var gate = state->Gate;
        if ((word & IsStart) != 0 && gate->Open == 0 && ++gate->StartHits == gate->StartHit)
        {
            gate->Next = gate->Length != 0 ? gate->Instructions + gate->Length : ulong.MaxValue;
            Switch(state, cpu, open: true);
            if ((word & IsRecorded) != 0 && state->Mode >= TraceMode.Blocks)
                SharedStream.Append(state, cpu, state->Mode == TraceMode.Memory ? ((word & uint.MaxValue) << 16) | StreamLayout.BlockMark : word & uint.MaxValue);
        }
        else if ((word & IsStop) != 0 && gate->Open != 0 && ++gate->StopHits == gate->StopHit)
        {
            gate->Next = ulong.MaxValue;
            Switch(state, cpu, open: false);
        }
    }

    private static void Switch(PluginState* state, uint cpu, bool open)
    {
        state->Gate->Open = open ? 1u : 0;
        SharedLog.Add(state, LogKind.Gate, cpu, open ? 1u : 0, state->Gate->Instructions);
    }
}
