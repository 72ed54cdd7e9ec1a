namespace Monster.Terminal.Telnet;

/// <summary>
/// Takes a telnet stream apart, however it is cut into pieces (RFC 854 and 855). A subnegotiation longer than
/// <see cref="MaxSubnegotiation"/> is dropped up to its end, and one that is broken off by another command is dropped too, so memory
/// is bounded and nothing that a peer sends makes it lose its place.
/// </summary>
public sealed class TelnetParser
{
    /// <summary>The longest subnegotiation that is understood, in bytes after the option's number.</summary>
    public const int MaxSubnegotiation = 512;

    private const byte Iac = (byte)TelnetCommand.Iac;

    private readonly ITelnetReceiver _receiver;
    private readonly byte[] _content = new byte[MaxSubnegotiation];
    private State _state;
    private TelnetVerb _verb;
    private TelnetOption _option;
    private int _length;

    /// <summary>A parser at the beginning of a stream.</summary>
    public TelnetParser(ITelnetReceiver receiver) => _receiver = receiver;

    private enum State
    {
        Data,
        Command,
        Option,
        SubnegotiationOption,
        Content,
        ContentCommand,
    }

    /// <summary>Takes the next piece of the stream.</summary>
    public void Parse(ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty)
        {
            if (_state == State.Data)
            {
                int plain = input.IndexOf(Iac);
                if (plain != 0)
                    _receiver.Data(plain < 0 ? input : input[..plain]);
                if (plain < 0)
                    return;
                _state = State.Command;
                input = input[(plain + 1)..];
            }
            else
            {
                Take(input[0], ref input);
            }
        }
    }

    private void Take(byte value, ref ReadOnlySpan<byte> input)
    {
        switch (_state)
        {
            case State.Command when value == Iac:
                _receiver.Data(input[..1]);
                _state = State.Data;
                break;
            case State.Command:
                AfterIac(value);
                break;
            case State.Option:
                _state = State.Data;
                _receiver.Negotiate(_verb, (TelnetOption)value);
                break;
            case State.SubnegotiationOption:
                _option = (TelnetOption)value;
                _length = 0;
                _state = State.Content;
                break;
            case State.Content when value == Iac:
                _state = State.ContentCommand;
                break;
            case State.Content:
                Keep(value);
                break;
            case State.ContentCommand when value == Iac:
                Keep(value);
                _state = State.Content;
                break;
            case State.ContentCommand when value == (byte)TelnetCommand.SubnegotiationEnd:
                _state = State.Data;
                if (_length <= MaxSubnegotiation)
                    _receiver.Subnegotiate(_option, _content.AsSpan(0, _length));
                break;
            case State.ContentCommand:
                AfterIac(value); // the end was forgotten
                break;
        }

        input = input[1..];
    }

    private void AfterIac(byte value)
    {
        switch (value)
        {
            case >= (byte)TelnetVerb.Will and <= (byte)TelnetVerb.Dont:
                _verb = (TelnetVerb)value;
                _state = State.Option;
                break;
            case (byte)TelnetCommand.Subnegotiation:
                _state = State.SubnegotiationOption;
                break;
            default:
                _state = State.Data;
                _receiver.Command((TelnetCommand)value);
                break;
        }
    }

    private void Keep(byte value)
    {
        if (_length < MaxSubnegotiation)
            _content[_length] = value;
        _length = Math.Min(_length + 1, MaxSubnegotiation + 1);
    }
}
