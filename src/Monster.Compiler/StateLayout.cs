using System.Buffers.Binary;

namespace Monster.Compiler;

/// <summary>What a place in a cartridge's memory holds.</summary>
public enum StateKind
{
    /// <summary>A number of <see cref="StateType.Size"/> bytes without a sign; also bool, char and references to places.</summary>
    UnsignedNumber,

    /// <summary>A number of <see cref="StateType.Size"/> bytes with a sign.</summary>
    SignedNumber,

    /// <summary>Fields in a row, without an identity.</summary>
    Struct,

    /// <summary>The address of an object, 0 for null.</summary>
    Class,

    /// <summary>The address of an array, 0 for null: its length in 4 bytes, then its elements.</summary>
    Array,

    /// <summary>The address of a string, 0 for null: its length in 4 bytes, then its characters (<see cref="StateLayout.Text"/>).</summary>
    Text,
}

/// <summary>A field of a class or struct.</summary>
/// <param name="Name">Its name in the source; the compiler's own names for automatic properties included.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Offset">Bytes from the start of the object or struct.</param>
public sealed record StateField(string Name, StateType Type, int Offset);

/// <summary>A type of a game's state.</summary>
public sealed class StateType
{
    /// <summary>The type's full name.</summary>
    public required string Name { get; init; }

    /// <summary>What a place of this type holds.</summary>
    public required StateKind Kind { get; init; }

    /// <summary>Bytes of a place of this type.</summary>
    public required int Size { get; init; }

    /// <summary>The fields of a struct or class, base class first, in declaration order.</summary>
    public IReadOnlyList<StateField> Fields { get; internal set; } = [];

    /// <summary>What an array is of.</summary>
    public StateType? Element { get; internal set; }

    /// <summary>
    /// For a class with a tag in its first four bytes: the class of each tag's number. An object of such a type is one of these, itself included.
    /// </summary>
    public IReadOnlyDictionary<int, StateType> ByTag { get; internal set; } = new Dictionary<int, StateType>();
}

/// <summary>Where a game's state lies, so that tools can read it out of a cartridge's memory.</summary>
/// <param name="Game">The game class.</param>
/// <param name="GameObject">The address of the game object.</param>
/// <param name="OtherCharacters">
/// The characters that stand in strings as bytes from 128 on, those below 128 being ASCII; null when strings are UTF-16.
/// </param>
public sealed record StateLayout(StateType Game, int GameObject, string? OtherCharacters)
{
    /// <summary>Reads a string of a cartridge.</summary>
    /// <param name="memory">The cartridge's memory.</param>
    /// <param name="address">The string's address.</param>
    public string Text(ReadOnlySpan<byte> memory, int address)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(memory[address..]);
        var bytes = memory[(address + 4)..];
        char[] text = new char[length];
        for (int i = 0; i < length; i++)
            text[i] = OtherCharacters is null ? (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) : bytes[i] < 128 ? (char)bytes[i] : OtherCharacters[bytes[i] - 128];
        return new string(text);
    }
}
