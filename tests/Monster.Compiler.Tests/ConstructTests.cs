namespace Monster.Compiler.Tests;

/// <summary>One test for each construct of the language: compiled, run in Wasmtime, and compared with .NET.</summary>
public sealed class ConstructTests
{
    private static readonly int[] Edges = [0, 1, -1, 2, 7, 31, 32, 33, 100, -100, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, int.MinValue + 1];

    [Fact]
    public void Arithmetic() => BothWays.AgreeOnAll(
        "",
        Edges,
        "return n + 5;",
        "return n - 5;",
        "return 5 - n;",
        "return n * n;",
        "return -n;",
        "return ~n;",
        "return n & 0x0FF0;",
        "return n | 77;",
        "return n ^ -2;",
        "return n / 7;",
        "return 7 / n;",
        "return n / -1;",
        "return n % 7;",
        "return 7 % n;",
        "return n % -1;",
        "return (int)((uint)n / 7u);",
        "return (int)(7u % (uint)n);",
        "return int.MinValue / n;",
        "return int.MinValue % n;",
        "return n << n;",
        "return n >> n;",
        "return n >>> n;",
        "return n << 33;",
        "return 1 << 31 >> n;",
        "return n < 7 ? 1 : 2;",
        "return n <= -1 ? 1 : 2;",
        "return (uint)n > 7u ? 1 : 2;",
        "return n == 7 || n > 99 && n != 256 ? 1 : 2;");

    [Fact]
    public void Conversions_and_checked_arithmetic() => BothWays.AgreeOnAll(
        "",
        Edges,
        "return (sbyte)n;",
        "return (byte)n;",
        "return (short)n;",
        "return (ushort)n;",
        "return (char)n;",
        "return (int)(uint)(sbyte)n;",
        "return checked((sbyte)n);",
        "return checked((byte)n);",
        "return checked((short)n);",
        "return checked((ushort)n);",
        "return (int)checked((uint)n);",
        "return checked((int)(uint)n);",
        "return checked((byte)(uint)n);",
        "return checked(n + 100);",
        "return checked(n - 100);",
        "return checked(100 - n);",
        "return checked(n * 100);",
        "return checked(-1 * n);",
        "return checked(-n);",
        "return (int)checked((uint)n + 100u);",
        "return (int)checked((uint)n - 100u);",
        "return (int)checked((uint)n * 100u);");

    [Fact]
    public void Math_and_bits() => BothWays.AgreeOnAll(
        "",
        Edges,
        "return Math.Max(n, 7);",
        "return Math.Min(n, 7);",
        "return (int)Math.Max((uint)n, 7u);",
        "return (int)Math.Min((uint)n, 7u);",
        "return Math.Abs(n);",
        "return Math.Sign(n);",
        "return Math.Clamp(n, -3, 40);",
        "return Math.Clamp(5, n, 7);",
        "return Math.Max((byte)n, (byte)9);",
        "return Math.Abs((short)n);",
        "return Math.DivRem(n, 7).Remainder;",
        "return BitOperations.PopCount((uint)n);",
        "return BitOperations.LeadingZeroCount((uint)n);",
        "return BitOperations.TrailingZeroCount(n);",
        "return (int)BitOperations.RotateLeft((uint)n, 5);",
        "return (int)BitOperations.RotateRight((uint)n, n);");

    [Fact]
    public void Control_flow() => BothWays.AgreeOnAll(
        "",
        Edges,
        "int s = 0; for (int i = 0; i < (n & 63); i++) s += i * i; return s;",
        "int i = 0; while (true) { if (i * i > (n & 1023)) break; if (i == 77) return -1; i++; } return i;",
        "int i = n & 7; do { i += 3; } while (i < 50); return i;",
        "int c = 0; n &= 31; for (int i = 0; i < n; i++) for (int j = i; j < n; j++) { if (((i ^ j) & 1) == 0) continue; c += j; if (c > 400) goto done; } done: return c;",
        "switch (n) { case 0: return 5; case 1: case 2: n += 3; goto case 7; case 7: return n * 2; case 100: return 1; default: return n; }",
        "return n switch { < 0 => -1, 0 => 0, > 0 and < 10 => 1, 31 or 32 => 2, _ => 3 };",
        "return (n % 3) switch { 0 => 5, 1 => 6 };",
        "int s = 0; foreach (char c in \"maze\") s = s * 31 + c; return s + n;",
        "if (n > 1000) throw new InvalidOperationException(\"no\"); return n + 1;",
        "int a = (n > 3 ? n : -n) + (n % 2 == 0 ? 100 : 200) * (n < 7 ? 2 : n < 99 ? 3 : 4); return a;",
        "bool b = n > 5; b ^= n < 99; b |= n == 0; return b ? 1 : 0;");

    [Fact]
    public void Arrays() => BothWays.AgreeOnAll(
        "",
        [0, 1, 2, 3, 5, 6, 7, 8, -1, 9, 100, int.MinValue],
        "var a = new int[n & 31]; for (int i = 0; i < a.Length; i++) a[i] = i * 3; int s = 0; foreach (int x in a) s ^= x; return s;",
        "var a = new byte[8]; a[n & 7] = (byte)n; a[(n >> 3) & 7] += 9; return a[0] + a[1] * 3 + a[7] * 5;",
        "var a = new short[4]; a[n & 3] = (short)n; a[1]--; return a[0] + a[1] + a[n & 3];",
        "var a = new int[8]; return a[n];",
        "var a = new int[8]; a[n] = 3; return a[1];",
        "var a = new bool[3]; a[n & 1] = n > 3; return a[0] ? 1 : a[1] ? 2 : 3;",
        "var a = new sbyte[2]; a[0] = (sbyte)n; return a[0];",
        "int[]? a = n > 5 ? new int[2] : null; return a!.Length;",
        "int[]? a = n > 5 ? new int[2] : null; return a![0];",
        "int[]? a = n > 5 ? new int[2] : null; a![0] = 1; return 4;",
        "var a = new int[n]; return a.Length;",
        "var a = new int[] { 3, 1, 4, 1, 5, 9, 2, 6 }; return a[n & 7];",
        "var a = new int[3][]; a[1] = new int[5]; a[1][2] = n; return a[1][2] + (a[0] == null ? 1 : 0);",
        "var a = new int[9]; Array.Fill(a, n); Array.Clear(a, 2, 3); var b = new int[9]; Array.Copy(a, 1, b, 2, 5); Array.Copy(b, 2, b, 3, 4); Array.Reverse(b); int s = 0; foreach (int x in b) s = s * 3 + x; return s;",
        "var a = new int[9]; Array.Copy(a, a, n); return 1;",
        "var a = new int[4]; ref int x = ref a[n & 3]; x += 5; x *= 3; return a[0] + a[1] * 10 + a[2] * 100;",
        "return new int[] { n, n + 1, n * 2 }[^1];");

    [Fact]
    public void Spans() => BothWays.AgreeOnAll(
        "",
        [0, 1, 2, 3, 7, 8, 9, -1, 100],
        "Span<(int A, byte B)> s = stackalloc (int, byte)[5]; s[n & 3].A = n; s[2].B++; return s[1].A + s[2].A * 3 + s[2].B * 7 + s.Length;",
        "Span<short> s = stackalloc short[5] { 3, -1, 4, 1, -5 }; Span<byte> t = stackalloc byte[7] { 9, 9, 9, 9, 9, 9, 9 }; s[0] += (short)n; return s[n & 3] * 100 + s[4] + t[n & 3] + t[6];",
        "Span<int> s = stackalloc int[3] { n, 2, n * 3 }; Span<char> t = stackalloc[] { 'a', 'b' }; return s[0] + s[2] * t[1] + t[n];",
        "Span<int> s = stackalloc int[8]; for (int i = 0; i < s.Length; i++) s[i] = i * n; s.Slice(2, 3).Fill(7); int t = 0; foreach (int v in s) t = t * 3 + v; return t;",
        "Span<int> s = stackalloc int[8]; s[1] = 5; return s[n];",
        "Span<byte> s = new byte[9].AsSpan(1, 7); s[n & 7] = 3; return s.Length;",
        "Span<int> s = new int[9].AsSpan(); return s.Slice(n).Length;",
        "Span<int> s = new int[9]; s.Fill(4); s[..3].CopyTo(s[4..]); s.Clear(); s[2] = n; s.Reverse(); ReadOnlySpan<int> r = s; return r[6] + r.Length;",
        "ReadOnlySpan<byte> t = [1, 2, 3, 5, 8]; int s = 0; foreach (byte b in t) s += b * n; return s + t[n & 3];",
        "ReadOnlySpan<int> t = [1000, 2000, -3]; return t[n];",
        "int x = n; var s = new Span<int>(ref x); s[0]++; return x;");

    [Fact]
    public void Structs() => BothWays.AgreeOnAll(
        """
        struct P { public int X, Y; public P(int x, int y) { X = x; Y = y; } public readonly int Sum => X + Y; public void Add(int d) { X += d; Y -= d * 2; } public readonly P Moved(int d) => new P(X + d, Y + d); }
        struct Outer { public P A; public byte Tag; public P B; }
        struct Small { public byte A; public short B; public bool C; }
        static void Twice(ref P p) { for (int i = 0; i < 2; i++) { p.X *= 2; p.Y++; } }
        static void Fill(out P p, int n) { p = new P(n, n); for (int i = 0; i < 3; i++) p.Add(i); }
        static P Make(int n) { if (n > 50) return new P(1, n); return new P(n, n * 2); }
        static P Next(P p, int n) { p.X = p.Y + n; p.Y = p.X * 3; return p; }
        static ref P Pick(int n) { var a = new P[4]; a[n & 3] = new P(5, 6); return ref a[n & 3]; }
        """,
        [0, 1, 3, 7, 50, 51, -9, 1000],
        "var p = new P(n, 2); p.Add(n); Twice(ref p); return p.Sum * 100 + p.X;",
        "var a = new P[3]; a[1].X = n; a[1].Add(2); a[2] = a[1]; a[1].Y = 9; Twice(ref a[2]); return a[2].X * 1000 + a[2].Y * 10 + a[1].Y;",
        "var p = new P(1, 2); var q = p; q.X = n; return p.X * 10 + q.X;",
        "var o = new Outer { A = new P(n, 3), Tag = 7 }; var c = o; c.A.Add(5); o.B = c.A; return o.A.X + o.B.X * 3 + c.Tag + o.B.Y;",
        "var o = new Outer(); Fill(out o.B, n); return o.B.Sum + o.A.Sum;",
        "return Make(n).Sum + Make(n + 1).Moved(3).X;",
        "P p = default; for (int i = 0; i < 5; i++) p = Next(p, n); return p.X ^ p.Y;",
        "var a = new P(n, 1); var b = new P(2, 3); (a, b) = (b, a); return a.X * 100 + b.X;",
        "ref P p = ref Pick(n); p.X = n; return p.X;",
        "var s = new Small { A = (byte)n, B = (short)n, C = n > 3 }; var t = s; t.A++; return s.A + t.A * 2 + t.B + (t.C ? 1000 : 0);");

    [Fact]
    public void Classes_interfaces_and_virtual_calls() => BothWays.AgreeOnAll(
        """
        interface IShape { int Area(int k); }
        sealed class Square : IShape { public int S; public int Area(int k) => S * S + k; }
        sealed class Oblong : IShape { public int A, B; public int Area(int k) => A * B - k; }
        abstract class Base { public abstract int Value(int n); public virtual int Plain() => 5; }
        sealed class Left : Base { public int Only = 17; public override int Value(int n) => n * 2; }
        class Right : Base { public int Only = 19; public override int Value(int n) => n * 3; public override int Plain() => base.Plain() + 1; }
        sealed class Node { public int Value; public Node? Next; }
        interface IOp { int Do(int n); int Twice(int n) => Do(Do(n)); }
        struct Plus : IOp { public int By; public readonly int Do(int n) => n + By; }
        sealed class Boxy : IOp { public int By; public int Do(int n) => n * By; }
        static int Twice<T>(T op) where T : IOp => op.Do(op.Do(3));
        sealed class Explicit : IOp { int IOp.Do(int n) => n + 40; public int Go(int n) => ((IOp)this).Do(n); }
        """,
        [0, 1, 3, 4, 7, 15, -9, 1000],
        "IShape[] s = [new Square { S = n }, new Oblong { A = n, B = 3 }, new Square { S = 2 }]; int t = 0; foreach (var x in s) t += x.Area(t); return t;",
        "Base b = n > 3 ? new Left() : new Right(); return b.Value(n) + b.Plain();",
        "Base b = n > 3 ? new Left() : new Right(); return b is Left l ? l.Only : (b as Right)!.Only;",
        "object o = n > 3 ? new Left() : new Square(); return o is IShape ? 1 : 2;",
        "Base b = n > 3 ? new Left() : new Right(); return ((Left)b).Only;",
        "Node? first = null; for (int i = 0; i < (n & 15); i++) first = new Node { Value = i, Next = first }; int s = 0; for (var x = first; x != null; x = x.Next) s = s * 2 + x.Value; return s;",
        "Node? none = n > 3 ? new Node() : null; return none!.Value;",
        "Node? none = n > 3 ? new Node() : null; none!.Value = 3; return none.Value;",
        "Base? none = n > 3 ? new Left() : null; return none!.Value(3);",
        "return Twice(new Plus { By = n }) + Twice(new Boxy { By = n });",
        "return new Explicit().Go(n);");

    [Fact]
    public void Constant_tables() => BothWays.AgreeOnAll(
        """
        static readonly int[] Table = [3, 1, 4, 1, 5, 9, 2, 6];
        static readonly string[] Names = ["one", "three", ""];
        static readonly char[] Wide = ['─', '║'];
        static readonly (int X, int Y)[] Dirs = [(0, -1), (1, 0), (0, 1), (-1, 0)];
        static readonly int[][] Jagged = [[1, 2], [3, 4, 5]];
        static readonly int[] Computed = Squares();
        static readonly int Count = Computed.Length;
        sealed class Thing(string name, int weight) { public string Name => name; public int Weight => weight; }
        static readonly Thing[] Things = [new("pan", 3), new("anvil", 99)];
        static ReadOnlySpan<byte> Map => [9, 8, 7, 6];
        static int[] Squares() { var a = new int[16]; for (int i = 0; i < a.Length; i++) a[i] = i * i; return a; }
        """,
        [0, 1, 2, 3, 7, 8, 15, -1],
        "return Table[n & 7] * 10 + Names[(uint)n % 3].Length;",
        "return Table[n];",
        "return Names[1][n & 3] + Wide[n & 1];",
        "return Dirs[n & 3].X * 10 + Dirs[n & 3].Y;",
        "return Jagged[n & 1][1] + Jagged[1].Length + Computed[n & 15] + Count;",
        "return Things[n & 1].Weight + Map[(byte)(n & 3)];",
        "return Names[(uint)n % 3] == \"three\" ? 1 : Names[(uint)n % 3] == string.Empty ? 2 : 3;",
        "return (n & 3) switch { 0 => \"a\", 1 => \"bb\", _ => \"ccc\" } switch { \"a\" => 1, \"bb\" => 2, _ => 9 };");

    [Fact]
    public void Methods() => BothWays.AgreeOnAll(
        """
        enum Color : byte { Red, Green, Blue }
        readonly record struct R(int X, int Y);
        const int Trace = 3;
        static (int, int) Swap((int A, int B) p) { if (p.A > 1000) return p; return (p.B, p.A); }
        static T Pick<T>(T a, T b) where T : struct { T[] x = new T[2]; x[0] = a; x[1] = b; return EqualityComparer<T>.Default.Equals(x[1], default(T)) ? a : x[0]; }
        static void Swap2(ref int a, out int b) { b = a; a = 7; }
        static int Both(ref int a, ref int b) { a = 5; b += 2; int k = a; a = 1; return k * 10 + b; }
        static int Order(int n) { int[] log = new int[4]; int at = 0; int L(int v) { log[at++] = v; return v; } int r = L(1) + L(2) * (n > 3 ? L(3) : L(4)); return r * 10000 + log[0] * 1000 + log[1] * 100 + log[2] * 10; }
        static int Read(in R r) => r.X * 3 + r.Y;
        static int Deep(int n) => n == 0 ? 0 : 1 + Deep(n - 1);
        static int Optional(int a, int b = 4) => a * b;
        static int Named(int a, int b) => a - b;
        """,
        [0, 1, 2, 3, 4, 7, 15, 1001, -5],
        "int s = 0; void Go(int k) { if (k > 0) { s += k; Go(k - 1); } } Go(n & 15); return s;",
        "static int Fib(int k) => k < 2 ? k : Fib(k - 1) + Fib(k - 2); return Fib(n & 15);",
        "var (a, b) = Swap((n, n + 1)); return a * 1000 + b;",
        "return Pick<byte>((byte)n, 3) + Pick(n, 900);",
        "Swap2(ref n, out int m); return n * 10 + m;",
        "int a = n; return Both(ref a, ref a);",
        "int? x = n > 3 ? n : null; return x ?? 9 + (x.HasValue ? 1 : 0);",
        "int? x = n > 3 ? n : null; return x!.Value;",
        "var p = new R(n, 2); var q = p with { Y = n }; return (p == q ? 1 : 2) + (p.Equals(q) ? 10 : 20);",
        "Color c = (Color)(n & 3); return c == Color.Red ? 7 : (int)c + (int)Color.Blue;",
        "return Order(n) + Trace;",
        "return Read(new R(n, 3)) + Read(new R(1, n));",
        "return Deep(n & 511);",
        "int i = n & 3; int j = i++ + ++i * i--; return i * 100 + j;",
        "return Optional(n) + Optional(n, 5) + Named(b: n, a: 3);");
}
