namespace Monster.Compiler.Framework;

// The sources in this folder are not part of Monster.Compiler: they are compiled into every cartridge, in the place of the types of .NET
// that have the same names. Only what a game uses of them reaches its cartridge.

/// <summary>What only the compiler can do; it replaces each call by a few instructions.</summary>
internal static class Intrinsic
{
    /// <summary>The address of the word that says where the next object goes.</summary>
    public static int ArenaPointer => throw new NotSupportedException();

    /// <summary>The address after the last byte for objects.</summary>
    public static int ArenaEnd => throw new NotSupportedException();

    /// <summary>Ends the play.</summary>
    public static void TrapIf(bool condition) => throw new NotSupportedException();

    /// <summary>One of two numbers, without a jump.</summary>
    public static int Select(bool condition, int whenTrue, int whenFalse) => throw new NotSupportedException();

    public static int Load(int address) => throw new NotSupportedException();

    public static int Load8(int address) => throw new NotSupportedException();

    public static void Store(int address, int value) => throw new NotSupportedException();

    public static void Store8(int address, int value) => throw new NotSupportedException();
}
