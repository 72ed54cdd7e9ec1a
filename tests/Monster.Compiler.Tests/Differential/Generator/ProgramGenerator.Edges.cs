using System.Globalization;

namespace Monster.Compiler.Tests.Differential;

/// <summary>
/// Two methods that every update runs first. One computes many small things of which nothing hides a mistake. The other, in most programs, walks up
/// to an edge tick by tick and over it at one known tick, so that both sides of it are compared.
/// </summary>
internal sealed partial class ProgramGenerator
{
    private const int SampleLines = 12;

    private static readonly string[] Counts = ["1", "7", "31", "32", "33", "(-1)", "63", "_tick", "(_tick * 9)", "(_sum & 63)", "(-_tick)"];

    private string SampleMethod()
    {
        var lines = Enumerable.Range(0, SampleLines).Select(_ => $"        Mix({SampleLine()});\n");
        return $$"""
                private int Log(int x)
                {
                    for (int i = 0; i < 2; i++)
                        _sum = (_sum * 31) + x + i;
                    return _sum ^ (x << 3);
                }

                private void Sample()
                {
            {{string.Concat(lines)}}    }

            """;
    }

    private string SampleLine()
    {
        var (a, b) = (Any(Ty.Integers), Any(Ty.Integers));
        string count = Any(Counts);
        switch (Next(12))
        {
            case 0 or 1 or 2 when a != b:
                Note($"convert {a} to {b}");
                return $"unchecked((int)({b})({a})(_sum >> {Next(20)}))";
            case 3:
                Note("shift right");
                return $"_sum >> {count}";
            case 4:
                Note("shift right unsigned");
                return $"(_sum >>> {count}) ^ (int)((uint)_sum >> {count})";
            case 5:
                Note("shift left");
                return $"_sum << {count}";
            case 6:
                Note("evaluation order");
                return $"Log({Next(9)}) {Any(["-", "+", "*", "^"])} Log({Next(9)}) * Log(_tick)";
            case 7:
                Note("compare unsigned");
                return $"(uint)_sum {Any(["<", "<=", ">", ">="])} {Any(EdgeUInts)} ? {Next(9)} : {10 + Next(9)}";
            case 8:
                string u = Any(EdgeUInts);
                Note("divide");
                return u == "0u" ? "_sum" : $"(int)((uint)_sum {Any(["/", "%"])} {u})";
            case 9:
                return BitCall(Ty.Int, 1)!.Text;
            case 10:
                return $"(int){BitCall(Ty.UInt, 1)}";
            default:
                Note("compare signed");
                return $"_sum {Any(["<", "<=", ">", ">="])} {Any(EdgeInts)} ? {Next(9)} : {10 + Next(9)}";
        }
    }

    private string EdgeMethod()
    {
        string lines = Chance(90) ? EdgeLine(2 + Next(3)) : "";
        return $$"""
                private void Edge()
                {
                    {{lines}}
                }

            """;
    }

    /// <summary>A line that goes over an edge when <c>_tick</c> becomes so much; arrays in it have at least that length.</summary>
    private string EdgeLine(int at)
    {
        var arrays = _fields.Where(f => f.Type.Shape == Shape.Array && f.Length >= at && f.Type.Element!.IsScalar).ToList();
        if (arrays.Count == 0)
            return ""; // all arrays of this program are short
        var array = Any(arrays);
        string name = array.Name;
        int length = array.Length;
        string element = Fold(array.Type.Element!, $"{name}[_tick + {length - at}]");
        var value = Constant(array.Type.Element!);
        var table = Any(_tables.Where(t => t.Length >= at && t.Type.Element!.IsScalar).ToList() is { Count: > 0 } list ? list : arrays);
        (string What, string Line)[] edges =
        [
            ("index", $"Mix({element});"),
            ("index", $"{name}[_tick + {length - at}] = {value};"),
            ("index below 0", $"{name}[{at - 1} - _tick] = {value};"),
            ("index of a table", $"Mix({Fold(table.Type.Element!, $"{table.Name}[_tick + {table.Length - at}]")});"),
            ("index of a span", $"Span<{array.Type.Element}> s = {name}; s[_tick + {length - at}] = {value};"),
            ("index of a span on the stack", $"Span<int> s = stackalloc int[{at}]; s[_tick] = 7; Mix(s[_tick - 1]);"),
            ("index of a string", $"Mix(\"{new string('q', at)}\"[_tick]);"),
            ("slice", $"Mix({name}.AsSpan().Slice({length + 1 - at} + _tick).Length);"),
            ("slice with length", $"Mix({name}.AsSpan({length - at} + _tick, 1).Length);"),
            ("Array.Copy", $"Array.Copy({name}, 0, {name}, 1, {length - at} + _tick);"),
            ("Array.Clear", $"Array.Clear({name}, 1, {length - at} + _tick);"),
            ("copy of a span", $"{name}.AsSpan(0, {length - at} + _tick).CopyTo({name}.AsSpan(1));"),
            ("division by 0", $"Mix(1000 / ({at} - _tick));"),
            ("remainder by 0", $"Mix(1000 % ({at} - _tick));"),
            ("division of uint by 0", $"Mix((int)(1000u {Any(["/", "%"])} (uint)({at} - _tick)));"),
            ("minimum / -1", $"Mix(int.MinValue / (_tick - {at + 1}));"),
            ("minimum % -1", $"Mix(int.MinValue % (_tick - {at + 1}));"),
            ("Math.DivRem by 0", $"Mix(Math.DivRem(77, {at} - _tick).Quotient);"),
            ("checked add", $"Mix(checked({int.MaxValue - at + 1} + _tick));"),
            ("checked add of uint", $"Mix((int)checked({uint.MaxValue - (uint)at + 1}u + (uint)_tick));"),
            ("checked subtract", $"Mix(checked({int.MinValue + at - 1} - _tick));"),
            ("checked subtract of uint", $"Mix((int)checked({at - 1}u - (uint)_tick));"),
            ("checked multiply", $"Mix(checked({(int.MaxValue / at) + 1} * _tick));"),
            ("checked multiply of uint", $"Mix((int)checked({(uint.MaxValue / (uint)at) + 1}u * (uint)_tick));"),
            ("checked negate", $"Mix(checked(-({int.MinValue + at} - _tick)));"),
            ("checked to byte", $"Mix(checked((byte)({byte.MaxValue - at + 1} + _tick)));"),
            ("checked to sbyte", $"Mix(checked((sbyte)({sbyte.MaxValue - at + 1} + _tick)));"),
            ("checked to sbyte from below", $"Mix(checked((sbyte)({sbyte.MinValue + at - 1} - _tick)));"),
            ("checked to short", $"Mix(checked((short)({short.MaxValue - at + 1} + _tick)));"),
            ("checked to ushort", $"Mix(checked((ushort)({ushort.MaxValue - at + 1} + _tick)));"),
            ("checked to char from below", $"Mix(checked((char)({at - 1} - _tick)));"),
            ("checked to uint", $"Mix((int)checked((uint)({at - 1} - _tick)));"),
            ("checked uint to int", $"Mix(checked((int)({(uint)int.MaxValue - (uint)at + 1}u + (uint)_tick)));"),
            ("checked increment", $"checked {{ byte b = (byte)({byte.MaxValue - at} + _tick); b++; Mix(b); }}"),
            ("null field", $"Mix((_tick >= {at} ? _none : _head).A);"),
            ("null field written", $"(_tick >= {at} ? _none : _head).A = 4;"),
            ("null method", $"Mix((_tick >= {at} ? null : _shape).Act(1));"),
            ("null array", $"Mix((_tick >= {at} ? null : {name}).Length);"),
            ("null array element", $"(_tick >= {at} ? null : {name})[0] = {value};"),
            ("missing value", $"int? q = _tick < {at} ? _sum : null; Mix(q.Value);"),
            ("cast", $"Mix(((Leaf0)_bases[_tick < {at} ? 0 : 3]).A);"),
            ("switch expression", $"Mix(_tick switch {{ < {at} => 4, > 100 => 5 }});"),
            ("throw", $"if (_tick == {at}) throw new InvalidOperationException();"),
            ("Math.Abs", $"Mix(Math.Abs({int.MinValue + at} - _tick));"),
            ("Math.Clamp", $"Mix(Math.Clamp(_sum, _tick, {at - 1}));"),
        ];
        var (what, line) = edges[(int)((uint)Seed % edges.Length)]; // by turns, so that a long run meets all
        Note("edge: " + what);
        return line;
    }
}
