using Monster.Trace.Reading;

namespace Monster.Trace.Flow;

/// <summary>Names of functions and of code in none.</summary>
public sealed class FunctionNames(TraceFolder trace)
{
    /// <summary>The name of a function's number as in <see cref="CallNode"/>.</summary>
    public string this[uint function]
    {
        get
        {
            if (function < FlowAnalysis.NoFunction)
                return trace.Functions[(int)function].Name;
            uint module = function - FlowAnalysis.NoFunction;
            return module == 0 ? "[no file]" : "[" + Path.GetFileName(trace.Modules[(int)module - 1].Path) + "]";
        }
    }

    /// <summary>The file name of a function's module; empty for none.</summary>
    public string Module(uint function)
    {
        uint? module = function < FlowAnalysis.NoFunction ? trace.Functions[(int)function].Module : function == FlowAnalysis.NoFunction ? null : function - FlowAnalysis.NoFunction - 1;
        return module is { } id ? Path.GetFileName(trace.Modules[(int)id].Path) : "";
    }
}
