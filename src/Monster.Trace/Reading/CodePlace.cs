using System.Globalization;
using Monster.Trace.Tables;

namespace Monster.Trace.Reading;

/// <summary>Names places in code for people.</summary>
public static class CodePlace
{
    /// <summary>A block's place: <c>function+0x12 (module)</c>.</summary>
    public static string Of(TraceFolder trace, BlockRow block)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(block);
        if (block.Function is not { } id)
            return block.Module is { } module ? $"({Path.GetFileName(trace.Modules[(int)module].Path)})" : "(no file)";
        var function = trace.Functions[(int)id];
        ulong offset = block.Pc - function.Address;
        return offset == 0 ? Of(trace, function) : string.Create(CultureInfo.InvariantCulture, $"{function.Name}+0x{offset:x} ({ModuleName(trace, function)})");
    }

    /// <summary>A function: <c>name (module)</c>.</summary>
    public static string Of(TraceFolder trace, FunctionRow function)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(function);
        return $"{function.Name} ({ModuleName(trace, function)})";
    }

    private static string ModuleName(TraceFolder trace, FunctionRow function) => function.Module is { } module ? Path.GetFileName(trace.Modules[(int)module].Path) : "no file";
}
