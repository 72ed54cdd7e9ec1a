namespace Monster.Compiler.Ir;

/// <summary>A piece of a function's frame on the shadow stack.</summary>
internal sealed class Slot(int size)
{
    /// <summary>Bytes; every slot is 4-aligned.</summary>
    public int Size { get; } = size;

    /// <summary>Bytes from the frame's first usable one; known when the function is complete.</summary>
    public int Offset { get; set; }
}
