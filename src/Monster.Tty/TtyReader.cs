using System.IO.Pipelines;
using System.Runtime.InteropServices;

namespace Monster.Tty;

/// <summary>Carries what is typed into a pipe, on a thread of its own that sleeps in poll(2) until there is something.</summary>
internal sealed unsafe class TtyReader : IDisposable
{
    private const int MaxRead = 1024;

    private readonly int _input;
    private readonly PipeWriter _to;
    private readonly int _wakeRead;
    private readonly int _wakeWrite;
    private readonly Thread _thread;
    private volatile bool _ended;

    public TtyReader(int input, PipeWriter to)
    {
        (_input, _to) = (input, to);
        int* wake = stackalloc int[2];
        if (Libc.Pipe(wake) != 0)
            throw new TtyException("The system gives this program no more file descriptors.");
        (_wakeRead, _wakeWrite) = (wake[0], wake[1]);
        _thread = new Thread(Run) { IsBackground = true, Name = "tty input" };
    }

    /// <summary>Whether the terminal is gone, or reading was stopped.</summary>
    public bool HasEnded => _ended;

    public void Start() => _thread.Start();

    /// <summary>Stops reading: what is typed after this stays for the next program.</summary>
    public void Dispose()
    {
        byte stop = 0;
        Libc.Write(_wakeWrite, &stop, 1);
        if (_thread.IsAlive)
            _thread.Join();
        _ = Libc.Close(_wakeRead);
        _ = Libc.Close(_wakeWrite);
    }

    private void Run()
    {
        while (Wait() && Read())
        {
            // Until stopped or hung up.
        }

        _ended = true;
        _to.Complete();
    }

    /// <returns>False when asked to stop.</returns>
    private bool Wait()
    {
        PollDescriptor* polled = stackalloc PollDescriptor[2];
        polled[0] = new PollDescriptor { Descriptor = _input, Events = Libc.ReadReady };
        polled[1] = new PollDescriptor { Descriptor = _wakeRead, Events = Libc.ReadReady };
        while (Libc.Poll(polled, 2, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
                return false;
        }

        return polled[1].Returned == 0;
    }

    /// <returns>False when the terminal is gone.</returns>
    private bool Read()
    {
        Span<byte> buffer = _to.GetSpan(MaxRead);
        nint count;
        fixed (byte* start = buffer)
            count = Libc.Read(_input, start, MaxRead);
        if (count < 0)
            return Descriptor.ShouldRetry(_input, Libc.ReadReady);
        if (count == 0)
            return false;
        _to.Advance((int)count);
        var flushed = _to.FlushAsync();
        // Nobody takes the input: reading stops too, and the terminal keeps it.
        return !(flushed.IsCompletedSuccessfully ? flushed.Result : flushed.AsTask().GetAwaiter().GetResult()).IsCompleted;
    }
}
