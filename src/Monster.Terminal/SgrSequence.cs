namespace Monster.Terminal;

/// <summary>Builds one SGR sequence, or only counts its bytes when there is no room given.</summary>
internal ref struct SgrSequence(Span<byte> output)
{
    private readonly Span<byte> _output = output;
    private int _length;

    /// <summary>Adds a parameter, 0 to 107.</summary>
    public void Add(int parameter)
    {
        if (_length == 0)
        {
            Put(0x1B);
            Put((byte)'[');
        }
        else
        {
            Put((byte)';');
        }

        if (parameter >= 100)
            Put((byte)'1');
        if (parameter >= 10)
            Put((byte)('0' + (parameter / 10 % 10)));
        Put((byte)('0' + (parameter % 10)));
    }

    /// <summary>Ends the sequence.</summary>
    /// <returns>Its bytes; 0 when nothing was added.</returns>
    public int End()
    {
        if (_length > 0)
            Put((byte)'m');
        return _length;
    }

    private void Put(byte value)
    {
        if (!_output.IsEmpty)
            _output[_length] = value;
        _length++;
    }
}
