using System.Text.RegularExpressions;

namespace Monster.Compiler.Tests;

/// <summary>What a cartridge cannot have is a compile error that names file, line, code, construct and method.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("MC0101", "public override Status Update(int key) => (Status)(int)(key * 1.5);", 5)]
    [InlineData("MC0101", "private double _x; public override Status Update(int key) { _x = key; return 0; }", 5)]
    [InlineData("MC0102", "public override Status Update(int key) => (Status)(int)((long)key * key >> 32);", 5)]
    [InlineData("MC0103", "static int _plays; public override Status Update(int key) { _plays++; return 0; }", 5)]
    [InlineData("MC0104", "public override Status Update(int key) { try { return (Status)(1 / key); } catch (Exception) { return 0; } }", 5)]
    [InlineData("MC0105", "public override Status Update(int key) { Func<int, int> f = x => x + key; return (Status)f(1); }", 5)]
    [InlineData("MC0106", "public override Status Update(int key) => (Status)new[] { 1, 2 }.Sum();", 5)]
    [InlineData("MC0106", "private readonly List<int> _l = new(); public override Status Update(int key) { _l.Add(key); return 0; }", 5)]
    [InlineData("MC0106", "public override Status Update(int key) => (Status)(int)DateTime.Now.Minute;", 5)]
    [InlineData("MC0107", "\npublic override Status Update(int key) { var a = new int[key]; return (Status)a.Length; }", 6)]
    [InlineData("MC0107", "class C { public int X; }\npublic override Status Update(int key) => Help(key);\nStatus Help(int k) { for (int i = 0; i < 3; i++) { var c = new C(); k += c.X; } return (Status)k; }", 7)]
    [InlineData("MC0108", "int[,] _g = new int[3, 3]; public override Status Update(int key) => (Status)_g[0, key];", 5)]
    [InlineData("MC0109", "public override Status Update(int key) { object o = key; return Score > key ? 0 : (Status)(int)o; }", 5)]
    [InlineData("MC0111", "public override Status Update(int key) => (Status)GetType().Name.Length;", 5)]
    [InlineData("MC0112", "IEnumerable<int> Each() { yield return 1; } public override Status Update(int key) { return Each() is null ? 0 : (Status)1; }", 5)]
    [InlineData("MC0114", "public override Status Update(int key) => (Status)$\"{key}\".Length;", 5)]
    [InlineData("MC0114", "public override Status Update(int key) => (Status)(\"a\" + _s).Length; string _s = \"b\";", 5)]
    [InlineData("MC0116", "static readonly int[] T = [Make(0)]; static int Make(int x) => 5 / x; public override Status Update(int key) => (Status)T[0];", 5)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2]; public override Status Update(int key) { T[0] = key; return 0; }", 5)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\nstatic void Put(int[] a, int k) { a[0] = k; a[1]++; }\npublic override Status Update(int key) { Put(T, key); return 0; }", 7)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\npublic override Status Update(int key) { var t = T; t[0] = key; return (Status)T[0]; }", 6)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\npublic override Status Update(int key) { ref int t = ref T[0]; t = key; return (Status)T[0]; }", 6)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\nstatic void Put(ref int a, int k) => a = k;\npublic override Status Update(int key) { Put(ref T[1], key); return 0; }", 7)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\npublic override Status Update(int key) { T.AsSpan().Fill(key); return 0; }", 6)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\npublic override Status Update(int key) { Span<int> t = T; t[0] = key; return 0; }", 6)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\npublic override Status Update(int key) { Array.Fill(T, key); return 0; }", 6)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2]; int[] _t = new int[2];\npublic override Status Update(int key) { _t = T; return 0; }", 6)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\nstatic int[] Own => T;\npublic override Status Update(int key) { Own[0] = key; return 0; }", 6)]
    [InlineData("MC0117", "static int[] T { get; } = [1, 2];\nstatic void Put(int[] a, int k) => a[0] = k;\npublic override Status Update(int key) { Put(T, key); return 0; }", 7)]
    [InlineData("MC0117", "static readonly int[][] T = [[1], [2]];\npublic override Status Update(int key) { foreach (var row in T) row[0] = key; return 0; }", 6)]
    [InlineData("MC0117", "sealed class C { public int X; public void Add(int k) => X += k; }\nstatic readonly C T = new();\npublic override Status Update(int key) { T.Add(key); return 0; }", 7)]
    [InlineData("MC0117", "sealed class C { public int X; }\nstatic readonly C[] T = [new C()];\npublic override Status Update(int key) { T[0].X += key; return 0; }", 7)]
    [InlineData("MC0117", "struct S { public int X; public void Add(int k) => X += k; }\nstatic readonly S[] T = [new S()];\npublic override Status Update(int key) { T[0].Add(key); return 0; }", 7)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2];\nstatic void Deep(int[] a, int k) { var b = a; b[0] = k; }\nstatic void Put(int[] a, int k) => Deep(a, k);\npublic override Status Update(int key) { Put(T, key); return 0; }", 8)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2]; readonly int[] _own = new int[2];\npublic override Status Update(int key) { var t = _own; if (key > 3) t = T; t[0] = key; return 0; }", 6)]
    [InlineData("MC0117", "static readonly int[] T = [1, 2]; readonly int[] _own = new int[2];\npublic override Status Update(int key) { (key > 3 ? _own : T)[0] = key; return 0; }", 6)]
    [InlineData("MC0117", "struct S { public int X; }\nstatic readonly S[] T = [new S()];\npublic override Status Update(int key) { T[0].X = key; return 0; }", 7)]
    [InlineData("MC0113", "public override Status Update(int key) { if (key > 0) goto middle; top: key++; middle: key--; if (key < -9) goto top; if (key > 99) goto middle; return 0; }", 0)]
    public void A_construct_that_is_not_in_the_language_is_named_with_its_line(string code, string members, int line)
    {
        var messages = BothWays.Warm.Compile([new SourceFile("dir/Bad.cs", Game(members))]).Messages;
        Assert.NotEmpty(messages);
        Assert.Equal(code, messages[0].Code);
        Assert.Equal("dir/Bad.cs", messages[0].File);
        if (line > 0)
            Assert.Equal(line, messages[0].Line);
    }

    [Theory]
    [InlineData("static readonly int[] T = [1, 2]; static int Sum(ReadOnlySpan<int> a) { int s = 0; foreach (int x in a) s += x; return s; } public override Status Update(int key) => (Status)(Sum(T) + T[key & 1] + T.Length);")]
    [InlineData("static readonly int[] T = [1, 2]; static int Sum(int[] a) { int s = 0; var b = a; foreach (int x in b) s += x + a[0]; return s; } public override Status Update(int key) => (Status)Sum(T);")]
    [InlineData("struct S { public int X; public int Twice() => X * 2; } class C { public int X; public int Twice() { return X + X; } } static readonly S[] T = [new S()]; static readonly C[] U = [new C()]; public override Status Update(int key) { var u = U[0]; return (Status)(T[0].Twice() + u.Twice()); }")]
    [InlineData("static readonly int[][] T = [[1], [2, 3]]; public override Status Update(int key) { ReadOnlySpan<int> row = T[key & 1]; int s = row[0]; foreach (int x in T[1]) s += x; return (Status)s; }")]
    [InlineData("static readonly int[] T = [1, 2]; readonly int[] _t = new int[2]; public override Status Update(int key) { Array.Copy(T, _t, 2); _t[0] = key; return (Status)_t[1]; }")]
    [InlineData("sealed class Thing(string name, int cost) { public string Name { get; } = name; public int Cost { get; } = cost; public int Twice() => Cost * 2; } static readonly Thing[] T = [new(\"pan\", 3)]; static int Price(Thing t) => t.Cost; public override Status Update(int key) { var t = T[0]; return (Status)(Price(T[0]) + t.Twice() + T[0].Name.Length); }")]
    [InlineData("static readonly bool[] T = [true, false]; int _a, _b; public override Status Update(int key) { ref int r = ref (T[key & 1] ? ref _a : ref _b); r++; return (Status)_a; }")]
    [InlineData("static readonly (int X, int Y)[] T = [(0, 1), (1, 0)]; public override Status Update(int key) { var (x, y) = T[key & 1]; return (Status)(x + y + T[0].X); }")]
    [InlineData("static readonly int[] T = new int[4]; static Bad() { for (int i = 0; i < T.Length; i++) T[i] = i * i; } public override Status Update(int key) => (Status)T[key & 3];")]
    public void A_table_that_is_only_read_is_no_error(string members) =>
        Assert.Empty(BothWays.Warm.Compile([new SourceFile("Good.cs", Game(members))]).Messages);

    [Fact]
    public void An_error_of_CSharp_is_told_in_the_same_form()
    {
        var message = BothWays.Warm.Compile([new SourceFile("dir/Bad.cs", Game("public override Status Update(int key) => nothing;"))]).Messages.Single();
        Assert.Equal("dir/Bad.cs(5,43): error CS0103: The name 'nothing' does not exist in the current context", message.ToString());
    }

    [Fact]
    public void Every_bad_method_is_told_of_at_once()
    {
        const string Members = "public override Status Update(int key) => (Status)(int)(key * 1.5);\nprotected override void Init() { Work(); Work2(); }\n" +
            "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] void Work() { Console.WriteLine(); }\n" +
            "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] void Work2() { long x = Score; if (x * x > 3) throw null!; }";
        var codes = BothWays.Warm.Compile([new SourceFile("Bad.cs", Game(Members, init: false))]).Messages.Select(m => m.Code);
        Assert.Equal(["MC0101", "MC0102", "MC0106"], codes.Order());
    }

    [Theory]
    [InlineData("MC0001", "class Nothing { }")]
    [InlineData("MC0001", "public class Open : Monster.Cartridge.Game { public override int Score => 0; public override Monster.Cartridge.Status Update(int key) => 0; public override void Draw(Monster.Cartridge.Screen s) { } protected override void Init() { } }")]
    [InlineData("MC0002", "public sealed class Bare : Monster.Cartridge.Game { public override int Score => 0; public override Monster.Cartridge.Status Update(int key) => 0; public override void Draw(Monster.Cartridge.Screen s) { } protected override void Init() { } }")]
    public void A_file_without_a_proper_game_is_refused(string code, string source) =>
        Assert.Equal(code, BothWays.Warm.Compile([new SourceFile("Bad.cs", source)]).Messages.Single().Code);

    [Fact]
    public void The_page_about_the_language_explains_every_code()
    {
        string page = File.ReadAllText(Repository.At("docs", "language.md"));
        string codes = File.ReadAllText(Repository.At("src", "Monster.Compiler", "Codes.cs"));
        foreach (Match code in Regex.Matches(codes, "MC[0-9]{4}"))
            Assert.Contains($"| {code.Value} |", page, StringComparison.Ordinal);
    }

    private static string Game(string members, bool init = true) =>
        "using Monster.Cartridge;\n[Manifest(Title = \"Bad\", Pitch = \"p\", Help = \"h\")]\npublic sealed class Bad : Game\n{\n" + members +
        "\npublic override int Score => 0; public override void Draw(Screen s) { } " + (init ? "protected override void Init() { }" : "") + "\n}\n";
}
