using System.Buffers.Binary;
using System.Numerics;
using Monster.Compiler.Ir;
using Monster.Compiler.Program;
using Monster.Wasm;
using Block = Monster.Compiler.Ir.Block;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Optimize;

/// <summary>
/// A switch that only chooses numbers becomes a table of them among the constants (what LLVM calls "switch to lookup table"). C# writes such
/// switches for what other languages keep in tables.
/// </summary>
internal sealed class SwitchTables(Function function, ConstantImage image)
{
    /// <summary>With fewer cases the table and its bounds take more room than the cases.</summary>
    private const int MinCases = 4;

    public static void Run(Function function, ConstantImage image)
    {
        var pass = new SwitchTables(function, image);
        foreach (var block in function.Blocks.ToList())
        {
            if (block.End is Switch choice && choice.Targets.Count > MinCases)
                pass.Convert(block, choice);
        }
    }

    private void Convert(Block block, Switch choice)
    {
        var cases = choice.Targets.Select(Choice.Of).ToList();
        var first = cases[0];
        if (first is null || !cases.Take(cases.Count - 1).All(c => c is not null && c.IsLike(first)))
            return;
        var otherwise = cases[^1] is { } last && last.IsLike(first) ? last : null;
        int index = function.NewLocal();
        block.Statements.Add(new Set(index, choice.Value));
        int count = cases.Count - 1;
        var inTable = Make.Binary(Opcode.I32LtU, new Get(index), new Const(count));
        var chosen = new Block();
        if (otherwise is null)
        {
            cases.RemoveAt(count);
            block.End = new Branch(inTable, chosen, choice.Targets[count]);
        }
        else
        {
            // The last entry is for every other number.
            block.Statements.Add(new Set(index, Make.Select(inTable, new Get(index), new Const(count))));
            block.End = new Jump(chosen);
        }

        Read(chosen, index, cases!);
        function.Blocks.Add(chosen);
    }

    /// <summary>Fills a block with the loads from tables that take the place of the cases.</summary>
    private void Read(Block block, int index, List<Choice> cases)
    {
        var first = cases[0];
        for (int i = 0; i < first.Numbers.Count; i++)
        {
            var value = Load(index, [.. cases.Select(c => c.Numbers[i])]);
            if (first.Locals.Count == 0)
            {
                int result = function.NewLocal();
                block.Statements.Add(new Set(result, value));
                block.End = new Return(new Get(result));
                return;
            }

            block.Statements.Add(new Set(first.Locals[i], value));
        }

        block.End = new Jump(first.Next!);
    }

    private Expr Load(int index, int[] numbers)
    {
        if (numbers.All(n => n == numbers[0]))
            return Make.Of(numbers[0]);
        var (opcode, size) = numbers.All(n => n is >= 0 and <= byte.MaxValue) ? (Opcode.I32Load8U, 1)
            : numbers.All(n => n is >= sbyte.MinValue and <= sbyte.MaxValue) ? (Opcode.I32Load8S, 1)
            : numbers.All(n => n is >= 0 and <= ushort.MaxValue) ? (Opcode.I32Load16U, 2)
            : numbers.All(n => n is >= short.MinValue and <= short.MaxValue) ? (Opcode.I32Load16S, 2)
            : (Opcode.I32Load, 4);
        byte[] table = new byte[numbers.Length * size];
        Span<byte> word = stackalloc byte[4];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(word, numbers[i]);
            word[..size].CopyTo(table.AsSpan(i * size));
        }

        var offset = Make.Binary(Opcode.I32Shl, new Get(index), Make.Of(BitOperations.Log2((uint)size)));
        return Make.Load(opcode, Make.Add(offset, image.AddBytes(table)), 0, Region.Element);
    }

    /// <summary>A block that gives locals numbers and goes on, or that returns a number.</summary>
    private sealed record Choice(List<int> Locals, List<int> Numbers, Block? Next)
    {
        public static Choice? Of(Block block) => block switch
        {
            { Statements.Count: 0, End: Return { Operands: [Const number] } } => new Choice([], [number.Value], null),
            { Statements.Count: > 0, End: Jump jump } when block.Statements.All(s => s is Set { Value: Const }) =>
                new Choice([.. block.Statements.Select(s => ((Set)s).Local)], [.. block.Statements.Select(s => ((Const)((Set)s).Value).Value)], jump.Target),
            _ => null,
        };

        public bool IsLike(Choice other) => Next == other.Next && Locals.SequenceEqual(other.Locals);
    }
}
