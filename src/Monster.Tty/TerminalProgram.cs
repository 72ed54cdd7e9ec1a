using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Monster.Tty;

/// <summary>
/// A program in a session of its own, with a pseudo-terminal as its controlling terminal and as standard input, output and error, and no other descriptor.
/// .NET's own Process cannot give a program a terminal.
/// </summary>
public sealed unsafe class TerminalProgram
{
    private const int KillSignal = 9; // SIGKILL

    private TerminalProgram(int id) => Id = id;

    /// <summary>Its process id; somebody else's after <see cref="Wait"/>.</summary>
    public int Id { get; }

    /// <summary>Starts a program. Where it asks the kernel to be ended with its parent, that is the thread that called this.</summary>
    /// <param name="terminal">Its terminal.</param>
    /// <param name="path">The program's file.</param>
    /// <param name="arguments">Its arguments, beginning with its name.</param>
    /// <param name="environment">Its whole environment, as NAME=VALUE.</param>
    /// <exception cref="TtyException">It cannot be started.</exception>
    public static TerminalProgram Start(PseudoTerminal terminal, string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment)
    {
        byte* actions = stackalloc byte[LibcPrograms.SpawnStructBytes];
        byte* attributes = stackalloc byte[LibcPrograms.SpawnStructBytes];
        byte* none = stackalloc byte[LibcPrograms.SignalSetBytes];
        byte* all = stackalloc byte[LibcPrograms.SignalSetBytes];
        new Span<byte>(none, LibcPrograms.SignalSetBytes).Clear();
        new Span<byte>(all, LibcPrograms.SignalSetBytes).Fill(0xFF);
        Must(LibcPrograms.InitActions(actions));
        Must(LibcPrograms.InitAttributes(attributes));
        try
        {
            Must(LibcPrograms.SetFlags(attributes, LibcPrograms.SpawnFlags));
            Must(LibcPrograms.SetBlockedSignals(attributes, none));
            Must(LibcPrograms.SetDefaultSignals(attributes, all)); // .NET ignores some, and what is ignored stays so
            Must(LibcPrograms.AddOpen(actions, 0, terminal.Slave, LibcPrograms.ReadWrite, 0)); // the first one a session opens is its controlling terminal
            Must(LibcPrograms.AddDuplicate(actions, 0, 1));
            Must(LibcPrograms.AddDuplicate(actions, 0, 2));
            Must(LibcPrograms.AddCloseFrom(actions, 3));
            using var argumentTexts = new Texts(arguments);
            using var environmentTexts = new Texts(environment);
            int error = LibcPrograms.Spawn(out int process, path, actions, attributes, argumentTexts.Pointers, environmentTexts.Pointers);
            return error == 0 ? new TerminalProgram(process) : throw new TtyException($"'{path}' cannot be started: {new Win32Exception(error).Message}.");
        }
        finally
        {
            _ = LibcPrograms.DestroyActions(actions);
            _ = LibcPrograms.DestroyAttributes(attributes);
        }
    }

    /// <summary>Ends it at once. Only before <see cref="Wait"/> has returned.</summary>
    public void Kill() => Signal(Id, KillSignal);

    /// <summary>Sends a signal to a process.</summary>
    public static void Signal(int process, int signal) => _ = Libc.Kill(process, signal);

    /// <summary>Waits for its end; to be called once.</summary>
    /// <returns>Its exit code; 128 and the signal when a signal ended it; null when somebody else took it.</returns>
    public int? Wait()
    {
        int status;
        while (LibcPrograms.WaitFor(Id, out status, 0) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
                return null;
        }

        return (status & 0x7F) == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F);
    }

    private static void Must(int error)
    {
        if (error != 0)
            throw new TtyException($"A program cannot be started: {new Win32Exception(error).Message}.");
    }

    /// <summary>Texts as C has them: pointers to bytes that end in zero, the last one null.</summary>
    private sealed class Texts : IDisposable
    {
        private readonly int _count;

        public Texts(IReadOnlyList<string> texts)
        {
            _count = texts.Count;
            Pointers = (byte**)NativeMemory.Alloc((nuint)_count + 1, (nuint)sizeof(byte*));
            for (int i = 0; i < _count; i++)
                Pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
            Pointers[_count] = null;
        }

        public byte** Pointers { get; }

        public void Dispose()
        {
            for (int i = 0; i < _count; i++)
                Marshal.FreeCoTaskMem((nint)Pointers[i]);
            NativeMemory.Free(Pointers);
        }
    }
}
