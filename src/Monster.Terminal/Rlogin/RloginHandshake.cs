namespace Monster.Terminal.Rlogin;

/// <summary>
/// What a caller says first by rlogin (RFC 1282): a zero byte, then three texts that each end with one: the name of the user there, the name
/// wanted here, and the terminal's type with its speed. Between boards the first often carries a password and the second is
/// <c>[TAG]alias</c>. Reads a stream cut anywhere; every text is bounded.
/// </summary>
public sealed class RloginHandshake
{
    /// <summary>The most bytes of one text.</summary>
    public const int MaxField = 128;

    private readonly List<byte>[] _fields = [[], [], []];
    private int _zeros;

    /// <summary>Whether all has come.</summary>
    public bool IsComplete => _zeros == 4;

    /// <summary>Whether what came is no rlogin, or too much.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The name there; between boards often a password.</summary>
    public ReadOnlySpan<byte> ClientUser => Field(0);

    /// <summary>The name wanted here.</summary>
    public ReadOnlySpan<byte> ServerUser => Field(1);

    /// <summary>The terminal's type in lower case, without the speed.</summary>
    public string Term => Telnet.NewEnvironment.Text(Field(2)).Split('/')[0].ToLowerInvariant();

    /// <summary>Takes the next bytes.</summary>
    /// <returns>How many belong to the handshake; the rest is what is typed.</returns>
    public int Receive(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        while (count < bytes.Length && !IsComplete && !IsBroken)
        {
            byte value = bytes[count++];
            if (_zeros == 0)
                IsBroken = value != 0;
            else if (value != 0)
                IsBroken = !Add(_fields[_zeros - 1], value);
            if (value == 0)
                _zeros++;
        }

        return count;
    }

    private static bool Add(List<byte> field, byte value)
    {
        field.Add(value);
        return field.Count <= MaxField;
    }

    private ReadOnlySpan<byte> Field(int number) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_fields[number]);
}
