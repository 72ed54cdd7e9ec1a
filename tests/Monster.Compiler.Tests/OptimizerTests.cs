using Monster.Wasm;

namespace Monster.Compiler.Tests;

/// <summary>
/// Each improvement of the code happens where it should, does not where it must not, and changes no result: the same bodies are compared with .NET.
/// </summary>
public sealed class OptimizerTests
{
    private static readonly int[] Inputs = [int.MinValue, -5, -1, 0, 1, 2, 3, 4, 5, 7, 100, int.MaxValue];

    private static readonly Opcode[] Loads = [Opcode.I32Load, Opcode.I32Load8U, Opcode.I32Load8S, Opcode.I32Load16U, Opcode.I32Load16S];

    [Theory]
    [InlineData("int[] a = new int[n & 15]; int s = 0; for (int i = 0; i < a.Length; i++) s += a[i] + i; return s;", 0)]
    [InlineData("int[] a = new int[n & 15]; int s = 0; for (int i = 0; i < a.Length; i++) s += a[i + 1]; return s;", 1)]
    [InlineData("int[] a = new int[n & 15]; int s = 0; for (int i = 0; i <= a.Length; i++) s += a[i]; return s;", 1)]
    [InlineData("int[] a = new int[n & 15]; int s = 0; for (int i = n; i < a.Length; i++) s += a[i]; return s;", 1)] // it may begin below zero
    [InlineData("int[] a = new int[n & 15]; if ((uint)n < (uint)a.Length) a[n] = 3; return a.Length;", 0)]
    public void A_bounds_check_that_cannot_fail_is_left_out_and_no_other(string body, int checks)
    {
        Agree(body);
        Assert.Equal(checks, CountTraps(Compile(body)));
    }

    [Theory]
    [InlineData("return n switch { 0 => 5, 1 => 7, 2 => 11, 3 => 200, 4 => 17, _ => 1 };", 0)]
    [InlineData("return n switch { 0 => -5, 1 => 70000, 2 => 11, 3 => int.MinValue, _ => throw new System.InvalidOperationException() };", 0)]
    [InlineData("return n switch { 0 => n * 3, 1 => 7, 2 => 11, 3 => 200, 4 => 17, _ => 1 };", 1)] // one case computes
    public void A_switch_that_chooses_numbers_is_a_table(string body, int branchTables)
    {
        Agree(body);
        Assert.Equal(branchTables, Count(Compile(body), Opcode.BrTable));
    }

    [Theory]
    [InlineData("int[] a = new int[4]; int i = n & 3; a[i] = n; return a[i] + a[i];", 1)] // the length
    [InlineData("int[] a = new int[4]; int i = n & 3; a[i] = n; a[n & 1] = 5; return a[i];", 2)] // it may have been overwritten
    [InlineData("var p = new Pair(); p.X = n; p.Y = 2; return p.X + p.X;", 0)]
    [InlineData("var p = new Pair(); var q = n > 0 ? p : new Pair(); p.X = n; q.X = 2; return p.X;", 1)] // the other may be the same
    public void What_is_in_a_local_is_not_loaded_again(string body, int loads)
    {
        Agree(body);
        Assert.Equal(loads, Compile(body).Count(i => Loads.Contains(i.Opcode)));
    }

    [Theory]
    [InlineData("int x, y; if (n > 3) { x = 1; y = n; } else { x = 2; y = 7; } return (x * y) + y;", 2)]
    [InlineData("int x = 1; if (n > 3) { x = n; n = x + 1; } return (x * 31) + n;", 0)] // the second needs what the first has changed
    [InlineData("int x = 1; if (n != 0) x = 100 / n; return x;", 0)] // must not be computed when it is not wanted
    public void A_choice_of_cheap_values_is_a_select(string body, int selects)
    {
        Agree(body);
        Assert.Equal(selects, Count(Compile(body), Opcode.Select));
    }

    [Fact]
    public void Conditions_in_a_row_are_one_branch_unless_the_second_must_wait()
    {
        const string Joined = "if (n > 1 && n < 5 && n != 3) n *= 100 / n; return n;", Waiting = "if (n != 0 && 100 / n > 3) n *= 7 % n; return n;";
        Agree(Joined);
        Agree(Waiting);
        Assert.Equal(1, CountBranches(Compile(Joined)));
        Assert.True(CountBranches(Compile(Waiting)) >= 2);
    }

    [Fact]
    public void A_variable_used_for_two_things_is_two_and_what_is_never_read_is_not_written()
    {
        const string Body = "int x = n * 3; x = n + 1; int y = x * x; x = 9; return y + x;";
        Agree(Body);
        Assert.Equal(1, Count(Compile(Body), Opcode.I32Mul));
        Assert.DoesNotContain(Compile(Body), i => i.Opcode == Opcode.I32Const && i.Index == 3);
    }

    [Fact]
    public void A_function_called_once_or_hardly_larger_than_a_call_is_no_function()
    {
        var module = Module("return Twice(n) + Twice(n + 1) + Once(n);", "static int Twice(int x) => x * 2; static int Once(int x) { for (int i = 0; i < 3; i++) x = (x * 31) ^ i; return x; }");
        Assert.DoesNotContain(module.Functions, f => f.Body.Exists(i => i.Opcode == Opcode.Call));
    }

    [Fact]
    public void No_block_is_without_a_jump_out_of_it_and_no_else_is_empty()
    {
        const string Body = "int s = 0; for (int i = 0; i < n; i++) { if (i % 3 == 0 && i % 5 != 0) { s += i; continue; } if (i > 50) break; s ^= i; } return s;";
        BothWays.AgreeOnAll("", [-1, 0, 1, 5, 16, 100], Body);
        var body = Compile(Body);
        for (int i = 0; i < body.Count; i++)
            Assert.False(body[i].Opcode == Opcode.Else && body[i + 1].Opcode == Opcode.End, $"an empty else at {i}");
        Assert.True(Count(body, Opcode.Block) <= Count(body, Opcode.Br) + Count(body, Opcode.BrIf));
    }

    [Fact]
    public void What_the_constructor_makes_is_data_and_what_is_readonly_is_known()
    {
        var module = Game("private readonly int[] _a = new int[40]; private readonly Node _n = new(7); public Probe() { for (int i = 0; i < 40; i++) _a[i] = i * i; }",
            "_score += _a[key & 31] + _n.Value;");
        Assert.Contains(module.Data, d => d.Bytes.Span.IndexOf(BitConverter.GetBytes(39 * 39)) >= 0);
        var update = module.Functions[module.FindExport("update")!.Index].Body;
        Assert.DoesNotContain(update, i => i.Opcode is Opcode.I32GeU or Opcode.I32LeU); // 31 is below the known length 40
        Assert.Equal(2, update.Count(i => i.Opcode == Opcode.I32Load)); // the element and the score, but not the array, its length, the object or its value
        Assert.Contains(update, i => i.Opcode == Opcode.I32Const && i.Index == 7);
    }

    [Fact]
    public void A_field_that_is_not_readonly_is_read_each_time()
    {
        var module = Game("private int[] _a = new int[40];", "if (key == 5) _a = _b; _score += _a[key & 31];", "private readonly int[] _b = new int[2];");
        var update = module.Functions[module.FindExport("update")!.Index].Body;
        Assert.Contains(update, i => i.Opcode is Opcode.I32GeU or Opcode.I32LeU or Opcode.I32LtU or Opcode.I32GtU);
    }

    [Fact]
    public void A_constructor_that_throws_or_takes_long_runs_at_the_start_of_the_play()
    {
        foreach (string constructor in new[] { "public Probe() { int[] none = null!; none[0] = 1; }", "public Probe() { for (int i = 0; i < 9_000_000; i++) _score ^= i; }" })
        {
            var module = Game(constructor, "_score++;");
            var init = module.Functions[module.FindExport("init")!.Index].Body;
            Assert.Contains(init, i => i.Opcode is Opcode.Loop or Opcode.Unreachable or Opcode.Call);
        }
    }

    private static void Agree(string body) => BothWays.AgreeOnAll("sealed class Pair { public int X; public int Y; }", Inputs, body);

    private static Module Module(string body, string members = "sealed class Pair { public int X; public int Y; }")
    {
        string source = BothWays.Wrap($"#pragma warning disable CS8509\n{members}\npublic static int F(int n) {{ {body} }}");
        var result = BothWays.Warm.CompileMethods([new SourceFile("Program.cs", source)], "T.Program", "F");
        Assert.True(result.Succeeded, string.Join('\n', result.Messages));
        return WasmReader.Read(result.Wasm!);
    }

    /// <summary>The function F without the checks of its budget.</summary>
    private static List<Instruction> Compile(string body)
    {
        var module = Module(body);
        return new Instrumenter(module, CheckGlobals.Find(module)!.Value).Strip(module.Functions[module.FindExport("F")!.Index])!.Body;
    }

    private static Module Game(string members, string update, string more = "")
    {
        string source = $$"""
            using Monster.Cartridge;
            public sealed class Node(int value) { public readonly int Value = value; }
            [Manifest(Title = "Probe", Pitch = "A probe.", Help = "None.")]
            public sealed class Probe : Game
            {
                private int _score;
                {{members}} {{more}}
                public override int Score => _score & int.MaxValue;
                protected override void Init() { }
                public override Status Update(int key) { {{update}} return Status.Playing; }
                public override void Draw(Screen screen) { }
            }
            """;
        var result = BothWays.Warm.Compile(new SourceFile("Probe.cs", source));
        Assert.True(result.Succeeded, string.Join('\n', result.Messages));
        return WasmReader.Read(result.Wasm!);
    }

    private static int Count(List<Instruction> body, Opcode opcode) => body.Count(i => i.Opcode == opcode);

    private static int CountBranches(List<Instruction> body) => body.Count(i => i.Opcode is Opcode.If or Opcode.BrIf);

    /// <summary>Bounds checks: comparisons without a sign whose result decides about the trap.</summary>
    private static int CountTraps(List<Instruction> body) => body.Where((i, at) => i.Opcode is Opcode.I32GeU or Opcode.I32LeU && body[at + 1].Opcode is Opcode.BrIf or Opcode.If).Count();
}
