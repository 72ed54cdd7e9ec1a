namespace Monster.Trace.Plugin;

/// <summary>
/// Its finalizer blocks all signals on the runtime's finalizer thread. Signals sent to the process would else be delivered there too, and
/// QEMU's handler, which looks for the virtual CPU of the thread it runs on, would read a null pointer.
/// </summary>
internal sealed unsafe class SignalMask
{
    private const int SetSize = 128; // sizeof(sigset_t)

    ~SignalMask()
    {
        byte* set = stackalloc byte[SetSize];
        _ = Posix.FillSet(set);
        _ = Posix.SignalMask(Posix.SetMask, set, null);
    }
}
