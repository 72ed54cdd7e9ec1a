using Monster.Cartridge;

namespace Monster.Compiler.Program;

/// <summary>
/// Where things lie in a cartridge's memory: the shadow stack from 0, then cells, voices, state, and the constants last, whose size is known last.
/// The first word of the state is where the next object goes; the game object follows.
/// </summary>
internal sealed class MemoryLayout(int stateBytes)
{
    /// <summary>Bytes of the shadow stack.</summary>
    public const int StackBytes = 128 * 1024;

    /// <summary>Where the memory of a static constructor's arena pointer is while the compiler runs it; never part of a cartridge.</summary>
    private const int StaticArenaPointer = 16;

    public static int Cells => StackBytes;

    public static int Voices => Cells + (Abi.CellCount * Abi.CellBytes);

    public static int StateStart => Voices + (Abi.VoiceCount * Abi.VoiceBytes);

    public int StateEnd => StateStart + stateBytes;

    public static int GameObject => StateStart + 4;

    public int Constants => StateEnd;

    public static int MemoryEnd => Abi.MaxPages * 65536;

    /// <summary>The address of the word that says where the next object goes.</summary>
    public static int ArenaPointer(bool isStatic) => isStatic ? StaticArenaPointer : StateStart;

    public int ArenaEnd(bool isStatic) => isStatic ? MemoryEnd : StateEnd;
}
