using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Monster.Compiler.Ir;
using Monster.Wasm;

namespace Monster.Compiler.Program;

/// <summary>
/// The constant data of a cartridge: strings, tables, and what static constructors made. The compiler runs static constructors on the same memory,
/// so that pointers among the constants are right from the start.
/// </summary>
internal sealed class ConstantImage
{
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _blobs = new(StringComparer.Ordinal);
    private readonly int _start;
    private readonly HashSet<int> _frozen = [];

    public ConstantImage(MemoryLayout layout)
    {
        _start = layout.Constants;
        End = _start;
    }

    /// <summary>All the memory of a cartridge.</summary>
    public byte[] Memory { get; } = new byte[MemoryLayout.MemoryEnd];

    public int End { get; set; }

    /// <summary>How strings are stored; set before the first is added.</summary>
    public Alphabet Alphabet { get; private set; } = new([]);

    /// <summary>The address of the table of characters that stand in strings as numbers from 128 on.</summary>
    public int OtherCharacters { get; private set; }

    public ReadOnlySpan<byte> Bytes => Memory.AsSpan(_start, End - _start);

    public bool Contains(int address) => address >= _start && address < End;

    /// <summary>Chooses how the strings of the program are stored.</summary>
    public void SetTexts(IEnumerable<string> texts)
    {
        Alphabet = new Alphabet(texts);
        if (Alphabet.Others.Length > 0)
            OtherCharacters = AddBytes(MemoryMarshal.AsBytes(Alphabet.Others.AsSpan()).ToArray());
    }

    /// <summary>A string: its length, then its characters.</summary>
    public int AddText(string text)
    {
        if (_texts.TryGetValue(text, out int address))
            return address;
        address = Allocate(4 + (Alphabet.Size * text.Length));
        BinaryPrimitives.WriteInt32LittleEndian(Memory.AsSpan(address), text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            int number = Alphabet.NumberOf(text[i]);
            if (Alphabet.IsNarrow)
                Memory[address + 4 + i] = (byte)number;
            else
                BinaryPrimitives.WriteUInt16LittleEndian(Memory.AsSpan(address + 4 + (2 * i)), (ushort)number);
        }

        Freeze(address, End - address);
        return _texts[text] = address;
    }

    public int AddBytes(byte[] bytes)
    {
        string key = Convert.ToBase64String(bytes);
        if (_blobs.TryGetValue(key, out int address))
            return address;
        address = Allocate(bytes.Length);
        bytes.CopyTo(Memory, address);
        Freeze(address, bytes.Length);
        return _blobs[key] = address;
    }

    public int Allocate(int size)
    {
        int address = End;
        End += (size + 3) & -4;
        if (End > Memory.Length)
            throw new UnsupportedException(Codes.Size, "more constant data than a cartridge's memory holds", "make the tables smaller");
        return address;
    }

    public int Read(int address, Opcode opcode) => opcode switch
    {
        Opcode.I32Load8U => Memory[address],
        Opcode.I32Load8S => (sbyte)Memory[address],
        Opcode.I32Load16U => BinaryPrimitives.ReadUInt16LittleEndian(Memory.AsSpan(address)),
        Opcode.I32Load16S => BinaryPrimitives.ReadInt16LittleEndian(Memory.AsSpan(address)),
        _ => BinaryPrimitives.ReadInt32LittleEndian(Memory.AsSpan(address)),
    };

    /// <summary>Says that bytes never change once the play begins. (Elements of a table may: they can be passed by reference.)</summary>
    public void Freeze(int address, int bytes)
    {
        for (int i = 0; i < bytes; i++)
            _frozen.Add(address + i);
    }

    /// <summary>What a load from a known place gives when nothing can change that; otherwise null.</summary>
    public int? Known(Opcode opcode, Expr address, int offset)
    {
        if (address is not Const c)
            return null;
        int place = c.Value + offset;
        int bytes = opcode is Opcode.I32Load8S or Opcode.I32Load8U ? 1 : opcode is Opcode.I32Load16S or Opcode.I32Load16U ? 2 : 4;
        for (int i = 0; i < bytes; i++)
        {
            if (!_frozen.Contains(place + i))
                return null;
        }

        return Read(place, opcode);
    }
}
