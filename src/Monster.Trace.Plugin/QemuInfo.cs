using System.Runtime.InteropServices;

namespace Monster.Trace.Plugin;

/// <summary>qemu_info_t of qemu-plugin.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct QemuInfo
{
    /// <summary>The guest's architecture.</summary>
    public byte* Target;

    /// <summary>The oldest interface this QEMU accepts.</summary>
    public int OldestVersion;

    /// <summary>The interface this QEMU has.</summary>
    public int Version;

    /// <summary>Whether a whole machine is emulated.</summary>
    public byte IsSystem;

    /// <summary>Virtual CPUs at the start (whole machines).</summary>
    public int Cpus;

    /// <summary>Virtual CPUs at most (whole machines).</summary>
    public int MaxCpus;
}
