namespace Monster.Wasm;

/// <summary>A function that the module defines.</summary>
public sealed class Function
{
    /// <summary>The index of its type in <see cref="Module.Types"/>.</summary>
    public int TypeIndex { get; set; }

    /// <summary>Its locals after the parameters. Kept in groups because a few bytes of a module can declare 50,000.</summary>
    public List<LocalGroup> Locals { get; set; } = [];

    /// <summary>Its instructions, the last <see cref="Opcode.End"/> included.</summary>
    public List<Instruction> Body { get; set; } = [];

    /// <summary>A name for people, from a <c>name</c> section when the module has one. It is not written.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Bytes of shadow stack the function uses, a multiple of 16. It is not written: <see cref="Instrumenter"/> makes it part of the depth check.
    /// </summary>
    public int FrameBytes { get; set; }

    /// <summary>How the body was encoded in the file it comes from, when that differs from our own encoding.</summary>
    internal Original? Original { get; set; }

    /// <summary>How many locals there are after the parameters.</summary>
    public long LocalCount
    {
        get
        {
            long count = 0;
            foreach (var group in Locals)
                count += group.Count;
            return count;
        }
    }

    /// <summary>Adds locals of one type at the end.</summary>
    public void AddLocals(ValueType type, uint count = 1)
    {
        if (count == 0)
            return;
        if (Locals.Count > 0 && Locals[^1].Type == type)
            Locals[^1] = new LocalGroup(Locals[^1].Count + count, type);
        else
            Locals.Add(new LocalGroup(count, type));
    }
}
