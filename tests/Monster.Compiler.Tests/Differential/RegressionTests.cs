namespace Monster.Compiler.Tests.Differential;

/// <summary>What random programs have found, each as small as it became.</summary>
public sealed class RegressionTests(Laboratory laboratory) : IClassFixture<Laboratory>
{
    /// <summary>The call went to the classes that implement the interface, of which there are none, and became a trap.</summary>
    [Fact]
    public void An_interface_method_called_on_a_struct_through_a_type_parameter_is_the_structs_own() => Agree(
        "public interface IAct { int Act(int x); }\npublic struct S(int f) : IAct { public int F = f; public int Act(int x) => (x * 3) ^ F; }",
        "private S _s = new(4); private static int Use<T>(T item, int x) where T : IAct => item.Act(x) + item.Act(x + 1);",
        "_sum += Use(_s, key);");

    /// <summary>The parameter was dropped because nothing reads it, and with it the division that computed the argument.</summary>
    [Fact]
    public void An_argument_that_traps_is_computed_even_when_the_method_does_not_read_it() => Agree(
        "public struct S { public int A; }",
        "private int _z; [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] private int Five(int k) { _sum++; return 5; }",
        "_sum += Five(key); if (key == 14) { int none = _z & key; int also = none - 0; _sum += Five(7 / (also - none)); }");

    private void Agree(string types, string members, string update)
    {
        string source = $$"""
            using System;
            using Monster.Cartridge;

            namespace Regression;

            {{types}}

            [Manifest(Title = "Regression", Pitch = "A program.", Help = "None.", StateBytes = 4096)]
            public sealed class Program : Game
            {
                private int _sum;

                public override int Score => _sum & 0x7FFFFFFF;

                {{members}}

                public override Status Update(int key)
                {
                    {{update}}
                    return Status.Playing;
                }

                public override void Draw(Screen screen) => screen.Number(1, 0, _sum);

                protected override void Init() => _sum = 1;
            }
            """;
        Assert.Null(laboratory.Comparison.FirstDifference(laboratory.Compile(new SourceFile("Program.cs", source)), 1, 8, tick => tick * 7));
    }
}
