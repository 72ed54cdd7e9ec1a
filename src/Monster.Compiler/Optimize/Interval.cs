using Monster.Compiler.Ir;
using Monster.Wasm;

namespace Monster.Compiler.Optimize;

/// <summary>The signed numbers from one to another, both included.</summary>
internal readonly record struct Interval(int Low, int High)
{
    public static readonly Interval All = new(int.MinValue, int.MaxValue);

    public static readonly Interval Truth = new(0, 1);

    public bool IsAll => this == All;

    /// <summary>The smallest interval with both in it.</summary>
    public Interval Join(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary>What is in both; the first when nothing is (then the code is never reached).</summary>
    public Interval Meet(Interval other)
    {
        int low = Math.Max(Low, other.Low), high = Math.Min(High, other.High);
        return low <= high ? new Interval(low, high) : this;
    }

    /// <summary>What an operation can give.</summary>
    public static Interval Of(Opcode opcode, Interval a, Interval b) => opcode switch
    {
        Opcode.I32Add => Checked((long)a.Low + b.Low, (long)a.High + b.High),
        Opcode.I32Sub => Checked((long)a.Low - b.High, (long)a.High - b.Low),
        Opcode.I32Mul => Product(a, b),
        Opcode.I32Shl when b.Low == b.High && b.Low is >= 0 and < 31 => Product(a, new Interval(1 << b.Low, 1 << b.Low)),
        Opcode.I32ShrS when b.Low == b.High => new Interval(a.Low >> b.Low, a.High >> b.Low),
        Opcode.I32ShrU when b.Low == b.High && (b.Low & 31) != 0 => a.Low >= 0 ? new Interval(a.Low >> b.Low, a.High >> b.Low) : new Interval(0, (int)(uint.MaxValue >> b.Low)),
        Opcode.I32And when a.Low >= 0 || b.Low >= 0 => new Interval(0, a.Low < 0 ? b.High : b.Low < 0 ? a.High : Math.Min(a.High, b.High)),
        Opcode.I32Or or Opcode.I32Xor when a.Low >= 0 && b.Low >= 0 => new Interval(0, OnesUpTo(a.High | b.High)),
        Opcode.I32DivS when b.Low > 0 => new Interval(Math.Min(a.Low / b.Low, a.Low / b.High), Math.Max(a.High / b.Low, a.High / b.High)),
        Opcode.I32RemS when b.Low > 0 => new Interval(a.Low >= 0 ? 0 : -(b.High - 1), a.High <= 0 ? 0 : Math.Min(b.High - 1, a.Low >= 0 ? a.High : int.MaxValue)),
        Opcode.I32DivU when a.Low >= 0 && b.Low > 0 => new Interval(a.Low / b.High, a.High / b.Low),
        Opcode.I32RemU when b.Low > 0 => new Interval(0, b.High - 1),
        >= Opcode.I32Eqz and <= Opcode.I32GeU => Truth,
        _ => All,
    };

    /// <summary>What a load can give.</summary>
    public static Interval Of(Load load) => load.Opcode switch
    {
        Opcode.I32Load8U => new Interval(0, byte.MaxValue),
        Opcode.I32Load8S => new Interval(sbyte.MinValue, sbyte.MaxValue),
        Opcode.I32Load16U => new Interval(0, ushort.MaxValue),
        Opcode.I32Load16S => new Interval(short.MinValue, short.MaxValue),
        _ => load.Region == Region.Length ? new Interval(0, MaxLength) : All,
    };

    /// <summary>No array is longer: all must fit in the memory of a cartridge.</summary>
    private const int MaxLength = 1 << 20;

    private static Interval Checked(long low, long high) => low < int.MinValue || high > int.MaxValue ? All : new Interval((int)low, (int)high);

    private static Interval Product(Interval a, Interval b)
    {
        long p = (long)a.Low * b.Low, q = (long)a.Low * b.High, r = (long)a.High * b.Low, s = (long)a.High * b.High;
        return Checked(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));
    }

    private static int OnesUpTo(int number) => number == 0 ? 0 : (int)(uint.MaxValue >> int.LeadingZeroCount(number));
}
