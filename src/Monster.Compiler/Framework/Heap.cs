using System.Runtime.CompilerServices;

namespace Monster.Compiler.Framework;

/// <summary>The arena: objects are made one after the other and never freed. Its bytes are zero from the start.</summary>
internal static class Heap
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int NewObject(int bytes)
    {
        int address = Intrinsic.Load(Intrinsic.ArenaPointer);
        Intrinsic.TrapIf(bytes > Intrinsic.ArenaEnd - address);
        Intrinsic.Store(Intrinsic.ArenaPointer, address + bytes);
        return address;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int NewArray(int length, int elementBytes)
    {
        Intrinsic.TrapIf((uint)length > 1048576);
        int address = NewObject((4 + (length * elementBytes) + 3) & -4);
        Intrinsic.Store(address, length);
        return address;
    }
}
