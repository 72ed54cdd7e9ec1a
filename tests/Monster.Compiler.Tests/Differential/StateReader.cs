using System.Buffers.Binary;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Reads a game's state out of a cartridge's memory as the same canonical bytes that StateGraph makes of objects.</summary>
internal static class StateReader
{
    public static byte[] Bytes(StateLayout layout, ReadOnlySpan<byte> memory)
    {
        var walk = new Walk(layout, memory);
        walk.Reference(layout.Game, layout.GameObject);
        return [.. walk.Output];
    }

    /// <summary>What the 32-bit number at an index of <see cref="Bytes"/> is: names of fields and numbers of elements.</summary>
    public static string PathOf(StateLayout layout, ReadOnlySpan<byte> memory, int index)
    {
        var walk = new Walk(layout, memory);
        walk.Reference(layout.Game, layout.GameObject);
        return walk.Paths[Math.Min(index, walk.Paths.Count - 1)];
    }

    private ref struct Walk(StateLayout layout, ReadOnlySpan<byte> memory)
    {
        private readonly ReadOnlySpan<byte> _memory = memory;
        private readonly Dictionary<int, int> _seen = [];
        private readonly Stack<string> _path = [];

        public List<byte> Output { get; } = [];

        public List<string> Paths { get; } = [];

        public readonly void Reference(StateType type, int address)
        {
            if (address == 0)
            {
                Write(0);
            }
            else if (type.Kind == StateKind.Text)
            {
                string text = layout.Text(_memory, address);
                Write(text.Length);
                foreach (char c in text)
                    Write(c);
            }
            else if (_seen.TryGetValue(address, out int number))
            {
                Write(number);
            }
            else
            {
                _seen[address] = _seen.Count + 1;
                Write(_seen.Count);
                Content(type, address);
            }
        }

        private readonly void Content(StateType type, int address)
        {
            if (type.Kind == StateKind.Array)
            {
                int length = Load(address, 4);
                Write(length);
                for (int i = 0; i < length; i++)
                    Value(type.Element!, address + 4 + (i * type.Element!.Size), $"[{i}]");
                return;
            }

            var actual = type.ByTag.Count > 0 ? type.ByTag[Load(address, 4)] : type;
            foreach (var field in actual.Fields)
                Value(field.Type, address + field.Offset, field.Name);
        }

        private readonly void Value(StateType type, int address, string name)
        {
            _path.Push(name);
            switch (type.Kind)
            {
                case StateKind.UnsignedNumber:
                    Write(Load(address, type.Size));
                    break;
                case StateKind.SignedNumber:
                    int shift = 32 - (8 * type.Size);
                    Write(Load(address, type.Size) << shift >> shift);
                    break;
                case StateKind.Struct:
                    Content(type, address);
                    break;
                default:
                    Reference(type, Load(address, 4));
                    break;
            }

            _path.Pop();
        }

        private readonly int Load(int address, int size) => size switch
        {
            1 => _memory[address],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(_memory[address..]),
            _ => BinaryPrimitives.ReadInt32LittleEndian(_memory[address..]),
        };

        private readonly void Write(int value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            Output.AddRange(bytes);
            Paths.Add(string.Join('.', _path.Reverse()));
        }
    }
}
