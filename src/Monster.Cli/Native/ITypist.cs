using System.Diagnostics;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary>Somebody who types a recorded play at a machine's serial line.</summary>
internal interface ITypist
{
    /// <summary>Begins: QEMU runs, its serial line is its standard input and output.</summary>
    void Begin(Process machine);

    /// <summary>The machine has ended: whether the play ended in it as it was recorded.</summary>
    /// <exception cref="CommandException">It did not, and why.</exception>
    void Check(Recording recording, int? exitCode);
}
