using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;

namespace Monster.Compiler.Import;

/// <summary>An argument or local variable of a method, or of a method inlined into it.</summary>
internal sealed class Variable(string key, TypeDesc type)
{
    /// <summary>The same in every attempt to import the function.</summary>
    public string Key { get; } = key;

    public TypeDesc Type { get; } = type;

    /// <summary>The locals that hold it, one for each of its numbers; null when it lives in the frame or stands for a value.</summary>
    public int[]? Locals { get; set; }

    /// <summary>Where it lives when its address is needed.</summary>
    public Slot? Slot { get; set; }

    /// <summary>The value it stands for when it never changes.</summary>
    public Value? Bound { get; set; }
}
