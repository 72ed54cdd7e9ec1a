using Monster.Terminal.Telnet;

namespace Monster.Terminal.Tests.Telnet;

/// <summary>What a parser found, as text; data that comes in pieces is one piece.</summary>
public sealed class Heard : ITelnetReceiver
{
    private readonly List<string> _events = [];
    private readonly List<byte> _data = [];

    public IReadOnlyList<string> Events
    {
        get
        {
            Flush();
            return _events;
        }
    }

    public void Data(ReadOnlySpan<byte> data)
    {
        Assert.False(data.IsEmpty);
        _data.AddRange(data);
    }

    public void Command(TelnetCommand command) => Add($"command {command}");

    public void Negotiate(TelnetVerb verb, TelnetOption about) => Add($"{verb} {about}");

    public void Subnegotiate(TelnetOption about, ReadOnlySpan<byte> content) => Add($"about {about} {Convert.ToHexString(content)}");

    private void Add(string happened)
    {
        Flush();
        _events.Add(happened);
    }

    private void Flush()
    {
        if (_data.Count > 0)
            _events.Add("data " + Convert.ToHexString([.. _data]));
        _data.Clear();
    }
}
