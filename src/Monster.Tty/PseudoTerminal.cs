using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Monster.Tty;

/// <summary>A terminal that a program of ours is the other end of. Safe for use by several threads; reading is for one.</summary>
public sealed unsafe class PseudoTerminal : IDisposable
{
    private const int MaxName = 64;

    private readonly SafeFileHandle _master;

    private PseudoTerminal(SafeFileHandle master, string slave) => (_master, Slave) = (master, slave);

    /// <summary>The file by which programs open their end.</summary>
    public string Slave { get; }

    /// <summary>Makes one.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="TtyException">The system gives no more.</exception>
    public static PseudoTerminal Open(int width, int height)
    {
        var master = new SafeFileHandle(LibcPrograms.OpenMaster(LibcPrograms.MasterFlags), ownsHandle: true);
        byte* name = stackalloc byte[MaxName];
        int descriptor = (int)master.DangerousGetHandle();
        if (master.IsInvalid || LibcPrograms.Grant(descriptor) != 0 || LibcPrograms.Unlock(descriptor) != 0 || LibcPrograms.SlaveName(descriptor, name, MaxName) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            master.Dispose();
            throw new TtyException($"The system gives no pseudo-terminal (error {error}).");
        }

        var terminal = new PseudoTerminal(master, Marshal.PtrToStringUTF8((nint)name)!);
        terminal.Resize(width, height);
        return terminal;
    }

    /// <summary>Says how large the window is now; the program in it is told.</summary>
    public void Resize(int width, int height) => With(descriptor => Libc.SetWindowSize(descriptor, width, height) ? 1 : 0);

    /// <summary>Types: what the program's end does not take (some KiB that nobody reads) is dropped.</summary>
    public void Type(ReadOnlySpan<byte> keys)
    {
        fixed (byte* start = keys)
        {
            byte* from = start; // a lambda cannot take the fixed one
            int count = keys.Length;
            With(descriptor => (int)Libc.Write(descriptor, from, (nuint)count));
        }
    }

    /// <summary>Reads what the program wrote.</summary>
    /// <param name="buffer">Filled from its start.</param>
    /// <param name="wait">How long to wait for something.</param>
    /// <returns>How much; 0 when there was nothing; -1 when no program has the other end open any more.</returns>
    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        fixed (byte* start = buffer)
        {
            byte* to = start;
            int most = buffer.Length;
            return With(descriptor =>
            {
                var poll = new PollDescriptor { Descriptor = descriptor, Events = Libc.ReadReady };
                if (Libc.Poll(&poll, 1, (int)wait.TotalMilliseconds) <= 0)
                    return 0;
                nint count = Libc.Read(descriptor, to, (nuint)most);
                return count > 0 ? (int)count : Marshal.GetLastPInvokeError() is Libc.Interrupted or Libc.TryAgain ? 0 : -1;
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _master.Dispose();

    /// <summary>Calls with the descriptor, which nobody closes meanwhile; -1 when it is closed.</summary>
    private int With(Func<int, int> call)
    {
        bool isHeld = false;
        try
        {
            _master.DangerousAddRef(ref isHeld);
            return call((int)_master.DangerousGetHandle());
        }
        catch (ObjectDisposedException)
        {
            return -1;
        }
        finally
        {
            if (isHeld)
                _master.DangerousRelease();
        }
    }
}
