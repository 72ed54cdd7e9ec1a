namespace Monster.Board;

/// <summary>
/// A change of the shared state, and the only way to make one. A command is a plain record; the time, random numbers and signed
/// results it needs travel inside it. <see cref="Apply"/> is deterministic: no clock, no randomness, no floating point, no
/// unordered iteration, and it never runs a cartridge. Who may give a command is decided before it is submitted, except for what
/// depends on the state at its place in the log, which <see cref="Apply"/> decides.
/// </summary>
public interface ICommand
{
    /// <summary>The most bytes of an encoded command.</summary>
    const int MaxBytes = 256 * 1024;

    /// <summary>What it is: its number in <see cref="CommandKinds"/>, never given to another.</summary>
    ushort Kind { get; }

    /// <summary>Writes its fields, in the order in which its reader takes them.</summary>
    void Write(FieldWriter fields);

    /// <summary>Changes the state, or says why not. What it wrote before a rejection is dropped.</summary>
    /// <param name="store">The state.</param>
    /// <param name="index">Its place in the log, from 1.</param>
    CommandResult Apply(IStore store, ulong index);
}
