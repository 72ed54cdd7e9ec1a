using System.Buffers;
using System.Text;

namespace Monster.Terminal.Telnet;

/// <summary>
/// The board's end of a telnet line: negotiates what a screen needs (RFC 854, 855, 856, 857, 858, 1073, 1091, 1572) and learns what
/// the terminal is. It does no input or output of its own and waits for nothing: bytes come in by <see cref="Receive"/>, answers go to
/// a buffer. What a peer can make it keep or send is bounded.
/// </summary>
public sealed class TelnetTerminal
{
    /// <summary>The most names of a terminal that are asked for (RFC 1091 lets a terminal have several).</summary>
    public const int MaxTerminalNames = 6;

    /// <summary>The most environment variables kept.</summary>
    public const int MaxVariables = 16;

    private const byte Iac = (byte)TelnetCommand.Iac;
    private const byte Send = 1;
    private const byte UserVariable = 3;

    /// <summary>What says how a terminal shows text. Who sits there is not asked.</summary>
    private static readonly string[] Asked = ["LANG", "LC_ALL", "LC_CTYPE", "COLORTERM", "NO_COLOR"];

    private readonly Receiver _receiver;
    private readonly TelnetParser _parser;
    private readonly OptionState[] _theirs = new OptionState[256];
    private readonly OptionState[] _ours = new OptionState[256];
    private readonly List<string> _names = [];
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private bool _namesComplete;

    /// <summary>A line that has just been opened.</summary>
    public TelnetTerminal()
    {
        _receiver = new Receiver(this);
        _parser = new TelnetParser(_receiver);
    }

    /// <summary>Whether the other end has said anything in telnet: else it may be a plain socket.</summary>
    public bool IsTelnet { get; private set; }

    /// <summary>The size last reported, clamped to what is used; null when none was, or not a usable one.</summary>
    public (int Width, int Height)? Size { get; private set; }

    /// <summary>The names of the terminal, best first, in lower case.</summary>
    public IReadOnlyList<string> TerminalNames => _names;

    /// <summary>Whether no more names are to come: all were sent, or the option was refused.</summary>
    public bool AreNamesComplete => _namesComplete;

    /// <summary>The environment variables that were sent.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables;

    /// <summary>Whether what is sent to the terminal is binary.</summary>
    public bool SendsBinary => _ours[(int)TelnetOption.Binary].IsOn;

    /// <summary>Counts up whenever something was learnt.</summary>
    public int Learned { get; private set; }

    /// <summary>Whether an option is in use.</summary>
    /// <param name="option">Which.</param>
    /// <param name="here">On our side, else on theirs.</param>
    public bool IsOn(TelnetOption option, bool here) => (here ? _ours : _theirs)[(int)option].IsOn;

    /// <summary>Writes the opening: what the board does and what it asks.</summary>
    public void Open(IBufferWriter<byte> reply)
    {
        Offer(TelnetOption.Echo, reply);
        Offer(TelnetOption.SuppressGoAhead, reply);
        Ask(TelnetOption.SuppressGoAhead, reply);
        Ask(TelnetOption.TerminalType, reply);
        Ask(TelnetOption.WindowSize, reply);
        Ask(TelnetOption.NewEnvironment, reply);
        Offer(TelnetOption.Binary, reply);
        Ask(TelnetOption.Binary, reply);
    }

    /// <summary>Takes what the terminal sent.</summary>
    /// <param name="input">The next bytes of the stream.</param>
    /// <param name="data">Where what was typed goes.</param>
    /// <param name="reply">Where answers go; to be sent as they are.</param>
    public void Receive(ReadOnlySpan<byte> input, IBufferWriter<byte> data, IBufferWriter<byte> reply)
    {
        (_receiver.Typed, _receiver.Reply) = (data, reply);
        _parser.Parse(input);
        (_receiver.Typed, _receiver.Reply) = (null, null);
    }

    private void Offer(TelnetOption option, IBufferWriter<byte> reply)
    {
        if (_ours[(int)option].Ask())
            reply.Write([Iac, (byte)TelnetVerb.Will, (byte)option]);
    }

    private void Ask(TelnetOption option, IBufferWriter<byte> reply)
    {
        if (_theirs[(int)option].Ask())
            reply.Write([Iac, (byte)TelnetVerb.Do, (byte)option]);
    }

    private void Negotiate(TelnetVerb verb, TelnetOption option, IBufferWriter<byte> reply)
    {
        IsTelnet = true;
        bool theirs = verb is TelnetVerb.Will or TelnetVerb.Wont;
        ref var state = ref (theirs ? _theirs : _ours)[(int)option];
        bool was = state.IsOn;
        bool? answer = verb is TelnetVerb.Will or TelnetVerb.Do ? state.Enabled(theirs ? WeAccept(option) : WeCan(option)) : state.Disabled();
        if (answer is { } on)
            reply.Write([Iac, (byte)(theirs ? on ? TelnetVerb.Do : TelnetVerb.Dont : on ? TelnetVerb.Will : TelnetVerb.Wont), (byte)option]);
        if (theirs && !was && state.IsOn)
            Begin(option, reply);
        if (verb == TelnetVerb.Wont && option == TelnetOption.TerminalType)
            _namesComplete = true;
        Learned++;
    }

    private static bool WeAccept(TelnetOption option) => option is TelnetOption.SuppressGoAhead or TelnetOption.TerminalType
        or TelnetOption.WindowSize or TelnetOption.NewEnvironment or TelnetOption.Binary;

    private static bool WeCan(TelnetOption option) => option is TelnetOption.Echo or TelnetOption.SuppressGoAhead or TelnetOption.Binary;

    /// <summary>An option of theirs is on: asks what it has to say.</summary>
    private void Begin(TelnetOption option, IBufferWriter<byte> reply)
    {
        if (option == TelnetOption.TerminalType && !_namesComplete)
        {
            AskName(reply);
        }
        else if (option == TelnetOption.NewEnvironment && _variables.Count == 0)
        {
            reply.Write([Iac, (byte)TelnetCommand.Subnegotiation, (byte)option, Send]);
            foreach (string name in Asked)
            {
                reply.Write([UserVariable]);
                reply.Write(Encoding.ASCII.GetBytes(name));
            }

            reply.Write([Iac, (byte)TelnetCommand.SubnegotiationEnd]);
        }
    }

    private static void AskName(IBufferWriter<byte> reply) =>
        reply.Write([Iac, (byte)TelnetCommand.Subnegotiation, (byte)TelnetOption.TerminalType, Send, Iac, (byte)TelnetCommand.SubnegotiationEnd]);

    private void Subnegotiate(TelnetOption option, ReadOnlySpan<byte> content, IBufferWriter<byte> reply)
    {
        // What belongs to an option that is off is nothing (RFC 855).
        if (!_theirs[(int)option].IsOn)
            return;
        switch (option)
        {
            case TelnetOption.WindowSize when content.Length == 4:
                TakeSize((content[0] << 8) | content[1], (content[2] << 8) | content[3]);
                break;
            case TelnetOption.TerminalType when content.Length > 1 && content[0] == 0:
                TakeName(content[1..], reply);
                break;
            case TelnetOption.NewEnvironment when content.Length > 0 && content[0] is 0 or 2:
                NewEnvironment.Read(content[1..], _variables, MaxVariables);
                break;
            default:
                return;
        }

        Learned++;
    }

    /// <summary>0 says that a side is not known (RFC 1073).</summary>
    private void TakeSize(int width, int height)
    {
        if (width > 0 && height > 0)
            Size = (Math.Min(width, TerminalFacts.MaxWidth), Math.Min(height, TerminalFacts.MaxHeight));
    }

    /// <summary>Asks on until a name comes twice, which says that it was the last (RFC 1091).</summary>
    private void TakeName(ReadOnlySpan<byte> bytes, IBufferWriter<byte> reply)
    {
        if (_namesComplete)
            return;
        string name = NewEnvironment.Text(bytes).ToLowerInvariant();
        _namesComplete = _names.Contains(name);
        if (!_namesComplete)
            _names.Add(name);
        if (_names.Count >= MaxTerminalNames)
            _namesComplete = true;
        if (!_namesComplete)
            AskName(reply);
    }

    private sealed class Receiver(TelnetTerminal terminal) : ITelnetReceiver
    {
        public IBufferWriter<byte>? Typed { get; set; }

        public IBufferWriter<byte>? Reply { get; set; }

        public void Data(ReadOnlySpan<byte> data) => Typed!.Write(data);

        /// <summary>The commands of a telnet client's own menu become the keys that terminals without one have.</summary>
        public void Command(TelnetCommand command)
        {
            terminal.IsTelnet = true;
            switch (command)
            {
                case TelnetCommand.InterruptProcess or TelnetCommand.Break:
                    Typed!.Write("\x03"u8);
                    break;
                case TelnetCommand.EraseCharacter:
                    Typed!.Write("\x7F"u8);
                    break;
                case TelnetCommand.EraseLine:
                    Typed!.Write("\x15"u8);
                    break;
                case TelnetCommand.AreYouThere:
                    Reply!.Write("\a"u8); // heard, and leaves the screen as it is
                    break;
            }
        }

        public void Negotiate(TelnetVerb verb, TelnetOption about) => terminal.Negotiate(verb, about, Reply!);

        public void Subnegotiate(TelnetOption about, ReadOnlySpan<byte> content) => terminal.Subnegotiate(about, content, Reply!);
    }
}
