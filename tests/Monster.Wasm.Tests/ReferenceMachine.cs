using System.Buffers.Binary;
using System.Numerics;

namespace Monster.Wasm.Tests;

/// <summary>
/// Runs plain functions on i32 and counts budget and depth as docs/abi.md says, written from that page and not from the instrumenter.
/// Only the depth a function costs is taken as given; other tests hold it against numbers worked out by hand.
/// </summary>
internal sealed class ReferenceMachine(Module module, IReadOnlyList<int> depthCosts)
{
    public sealed class Trap : Exception
    {
    }

    public byte[] Memory { get; } = new byte[65_536];

    public int Budget { get; set; }

    public int Depth { get; set; }

    /// <summary>The calls that are open, so that a test can see that depth kept them few.</summary>
    public int Deepest { get; private set; }

    private int _open;

    public int Call(int index, ReadOnlySpan<int> arguments)
    {
        Deepest = Math.Max(Deepest, ++_open);
        var function = module.Functions[index];
        var type = module.Types[function.TypeIndex];
        bool calls = function.Body.Exists(i => i.Opcode == Opcode.Call);
        bool takesDepth = function.FrameBytes > 0 || function.Body.Exists(i => i.Opcode == Opcode.Call && LeadsToCircle(i.Index, []));
        var frame = new Frame(this, function, new int[type.Parameters.Length + function.LocalCount]);
        arguments.CopyTo(frame.Locals);
        Budget -= frame.CostOutside(-1);
        int left = takesDepth ? Depth - depthCosts[index] : 0;
        if (takesDepth && (calls || Budget < 0 || left < 0))
            Depth = left;
        if (Budget < 0 || left < 0)
            throw new Trap();
        int result = frame.Run(type.Results.Length);
        if (takesDepth && calls)
            Depth += depthCosts[index];
        _open--;
        return result;
    }

    /// <summary>Whether going on from a function can come to one that is on the way already.</summary>
    private bool LeadsToCircle(int index, HashSet<int> way) => !way.Add(index) ||
        module.Functions[index].Body.Exists(i => i.Opcode == Opcode.Call && LeadsToCircle(i.Index, [.. way]));

    private sealed class Frame(ReferenceMachine machine, Function function, int[] locals)
    {
        private readonly List<Instruction> _body = function.Body;
        private readonly List<int> _stack = [];

        /// <summary>Open blocks: where they begin, the height of the stack there.</summary>
        private readonly List<(int Start, int Height)> _blocks = [];

        public int[] Locals { get; } = locals;

        /// <summary>Instructions whose innermost loop begins at a place (-1: that stand in no loop), structure not counted.</summary>
        public int CostOutside(int loop)
        {
            int cost = 0;
            var open = new Stack<int>([-1]);
            for (int i = 0; i < _body.Count; i++)
            {
                var opcode = _body[i].Opcode;
                if (opcode == Opcode.End)
                    open.Pop();
                bool structure = opcode is Opcode.Block or Opcode.Loop or Opcode.Else or Opcode.End;
                if (!structure && open.Peek() == loop)
                    cost++;
                if (opcode is Opcode.Block or Opcode.If or Opcode.Loop)
                    open.Push(opcode == Opcode.Loop ? i : open.Peek());
            }

            return cost;
        }

        public int Run(int results)
        {
            int at = 0;
            while (at < _body.Count - 1)
                at = Step(at, _body[at]);
            return results > 0 ? Pop() : 0;
        }

        private int Step(int at, Instruction instruction)
        {
            switch (instruction.Opcode)
            {
                case Opcode.Block:
                    _blocks.Add((at, _stack.Count));
                    return at + 1;
                case Opcode.Loop:
                    _blocks.Add((at, _stack.Count));
                    ChargeLoop(at);
                    return at + 1;
                case Opcode.If:
                    int condition = Pop();
                    _blocks.Add((at, _stack.Count));
                    if (condition != 0)
                        return at + 1;
                    int otherwise = Match(at, stopAtElse: true);
                    if (_body[otherwise].Opcode == Opcode.End)
                        _blocks.RemoveAt(_blocks.Count - 1);
                    return otherwise + 1;
                case Opcode.Else or Opcode.End:
                    int start = _blocks[^1].Start;
                    _blocks.RemoveAt(_blocks.Count - 1);
                    return Match(start, stopAtElse: false) + 1;
                case Opcode.Br:
                    return Branch(instruction.Index);
                case Opcode.BrIf:
                    return Pop() != 0 ? Branch(instruction.Index) : at + 1;
                case Opcode.BrTable:
                    return Branch(instruction.Targets![(int)Math.Min((uint)Pop(), (uint)instruction.Targets.Length - 1)]);
                case Opcode.Return:
                    return _body.Count - 1;
                case Opcode.Call:
                    Call(instruction.Index);
                    return at + 1;
                default:
                    Simple(instruction);
                    return at + 1;
            }
        }

        private void ChargeLoop(int at)
        {
            machine.Budget -= CostOutside(at);
            if (machine.Budget < 0)
                throw new Trap();
        }

        private int Branch(int label)
        {
            if (label == _blocks.Count)
                return _body.Count - 1;
            var (start, height) = _blocks[^(label + 1)];
            _blocks.RemoveRange(_blocks.Count - label, label);
            if (_body[start].Opcode == Opcode.Loop)
            {
                _stack.RemoveRange(height, _stack.Count - height);
                ChargeLoop(start);
                return start + 1;
            }

            int? value = _body[start].BlockResult is null ? null : Pop();
            _stack.RemoveRange(height, _stack.Count - height);
            if (value is { } kept)
                _stack.Add(kept);
            _blocks.RemoveAt(_blocks.Count - 1);
            return Match(start, stopAtElse: false) + 1;
        }

        /// <summary>The else or end that belongs to a block.</summary>
        private int Match(int start, bool stopAtElse)
        {
            int depth = 0;
            for (int i = start; ; i++)
            {
                var opcode = _body[i].Opcode;
                depth += opcode is Opcode.Block or Opcode.Loop or Opcode.If ? 1 : opcode == Opcode.End ? -1 : 0;
                if (depth == 0 || (depth == 1 && stopAtElse && opcode == Opcode.Else))
                    return i;
            }
        }

        private void Call(int index)
        {
            var type = module(index);
            int[] arguments = new int[type.Parameters.Length];
            for (int i = arguments.Length - 1; i >= 0; i--)
                arguments[i] = Pop();
            int result = machine.Call(index, arguments);
            if (type.Results.Length > 0)
                _stack.Add(result);

            FunctionType module(int called) => machine.TypeOf(called);
        }

        private int Pop()
        {
            int value = _stack[^1];
            _stack.RemoveAt(_stack.Count - 1);
            return value;
        }

        private void Simple(Instruction instruction)
        {
            switch (instruction.Opcode)
            {
                case Opcode.Nop:
                    break;
                case Opcode.Unreachable:
                    throw new Trap();
                case Opcode.Drop:
                    Pop();
                    break;
                case Opcode.Select:
                    int condition = Pop(), second = Pop(), first = Pop();
                    _stack.Add(condition != 0 ? first : second);
                    break;
                case Opcode.LocalGet:
                    _stack.Add(Locals[instruction.Index]);
                    break;
                case Opcode.LocalSet:
                    Locals[instruction.Index] = Pop();
                    break;
                case Opcode.LocalTee:
                    Locals[instruction.Index] = _stack[^1];
                    break;
                case Opcode.I32Const:
                    _stack.Add(instruction.Index);
                    break;
                case >= Opcode.I32Store and <= Opcode.I32Store16:
                    int stored = Pop();
                    Store(instruction, stored, (uint)Pop());
                    break;
                case >= Opcode.I32Load and <= Opcode.I32Load16U:
                    _stack.Add(Load(instruction, (uint)Pop()));
                    break;
                case Opcode.I32Eqz or (>= Opcode.I32Clz and <= Opcode.I32Popcnt):
                    _stack.Add(Arithmetic.Unary(instruction.Opcode, Pop()));
                    break;
                default:
                    int right = Pop(), left = Pop();
                    _stack.Add(Arithmetic.Binary(instruction.Opcode, left, right) ?? throw new Trap());
                    break;
            }
        }

        private Span<byte> At(Instruction instruction, uint address, int bytes)
        {
            ulong from = (ulong)address + instruction.Offset;
            return from + (ulong)bytes <= 65_536 ? machine.Memory.AsSpan((int)from, bytes) : throw new Trap();
        }

        private void Store(Instruction instruction, int value, uint address)
        {
            int bytes = instruction.Opcode switch { Opcode.I32Store => 4, Opcode.I32Store16 => 2, _ => 1 };
            Span<byte> all = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(all, value);
            all[..bytes].CopyTo(At(instruction, address, bytes));
        }

        private int Load(Instruction instruction, uint address) => instruction.Opcode switch
        {
            Opcode.I32Load => BinaryPrimitives.ReadInt32LittleEndian(At(instruction, address, 4)),
            Opcode.I32Load16S => BinaryPrimitives.ReadInt16LittleEndian(At(instruction, address, 2)),
            Opcode.I32Load16U => BinaryPrimitives.ReadUInt16LittleEndian(At(instruction, address, 2)),
            Opcode.I32Load8S => (sbyte)At(instruction, address, 1)[0],
            _ => At(instruction, address, 1)[0],
        };
    }

    private FunctionType TypeOf(int function) => module.Types[module.Functions[function].TypeIndex];

    /// <summary>Numbers as the specification has them (4.3.2); null where it traps.</summary>
    private static class Arithmetic
    {
        public static int Unary(Opcode opcode, int x) => opcode switch
        {
            Opcode.I32Eqz => x == 0 ? 1 : 0,
            Opcode.I32Clz => BitOperations.LeadingZeroCount((uint)x),
            Opcode.I32Ctz => x == 0 ? 32 : BitOperations.TrailingZeroCount(x),
            _ => BitOperations.PopCount((uint)x),
        };

        public static int? Binary(Opcode opcode, int x, int y) => opcode switch
        {
            Opcode.I32Add => x + y,
            Opcode.I32Sub => x - y,
            Opcode.I32Mul => x * y,
            Opcode.I32DivS => y == 0 || (x == int.MinValue && y == -1) ? null : x / y,
            Opcode.I32DivU => y == 0 ? null : (int)((uint)x / (uint)y),
            Opcode.I32RemS => y == 0 ? null : y == -1 ? 0 : x % y,
            Opcode.I32RemU => y == 0 ? null : (int)((uint)x % (uint)y),
            Opcode.I32And => x & y,
            Opcode.I32Or => x | y,
            Opcode.I32Xor => x ^ y,
            Opcode.I32Shl => x << y,
            Opcode.I32ShrS => x >> y,
            Opcode.I32ShrU => x >>> y,
            Opcode.I32Rotl => (int)BitOperations.RotateLeft((uint)x, y),
            Opcode.I32Rotr => (int)BitOperations.RotateRight((uint)x, y),
            _ => Compare(opcode, x, y) ? 1 : 0,
        };

        private static bool Compare(Opcode opcode, int x, int y) => opcode switch
        {
            Opcode.I32Eq => x == y,
            Opcode.I32Ne => x != y,
            Opcode.I32LtS => x < y,
            Opcode.I32LtU => (uint)x < (uint)y,
            Opcode.I32GtS => x > y,
            Opcode.I32GtU => (uint)x > (uint)y,
            Opcode.I32LeS => x <= y,
            Opcode.I32LeU => (uint)x <= (uint)y,
            Opcode.I32GeS => x >= y,
            Opcode.I32GeU => (uint)x >= (uint)y,
            _ => throw new ArgumentOutOfRangeException(nameof(opcode)),
        };
    }
}
