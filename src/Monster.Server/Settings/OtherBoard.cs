using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Monster.Board.Messages;
using Monster.Board.People;
using Monster.Terminal;

namespace Monster.Server;

/// <summary>Another board that may do something here for its callers: send them by rlogin, or bring what they played in its door.</summary>
/// <param name="Tag">Its tag: what stands after the @ in its callers' names.</param>
/// <param name="Key">What it has to show, by rlogin as the name of the user there; empty when its address is enough.</param>
/// <param name="Networks">Where it calls from; none when its key is enough.</param>
public sealed record OtherBoard(string Tag, string Key, IReadOnlyList<IPNetwork> Networks)
{
    /// <summary>The fewest characters of a key.</summary>
    public const int MinKey = 12;

    /// <summary>The most boards.</summary>
    public const int Max = 200;

    /// <summary>Reads the boards of a setting: <c>TAG from ADDRESS,NETWORK/24 key SECRET</c>, with a line end or a semicolon between two.</summary>
    /// <param name="text">The setting.</param>
    /// <param name="needsKey">Whether an address alone is not enough.</param>
    /// <exception cref="FormatException">What would do.</exception>
    public static IReadOnlyList<OtherBoard> ReadAll(string text, bool needsKey = false)
    {
        var boards = text.Split(['\n', '\r', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line != "none").Select(Read).ToList();
        if (boards.Count > Max)
            throw new FormatException($"at most {Max} boards may be named");
        // By keys, so that no two tags look alike.
        if (boards.GroupBy(board => PersonName.Key(board.Tag)).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new FormatException($"{string.Join(" and ", twice.Select(board => board.Tag))} are or look the same; each board needs a tag of its own");
        if (needsKey && boards.Find(board => board.Key.Length == 0) is { } open)
            throw new FormatException($"{open.Tag} needs a key: its door shows it with every request");
        if (boards.Count == 0)
            return []; // the same as the default: settings are compared
        return boards;
    }

    /// <summary>The boards as <see cref="ReadAll"/> reads them.</summary>
    public static string Show(IReadOnlyList<OtherBoard> boards) => boards.Count == 0 ? "none" : string.Join("; ", boards.Select(board =>
        board.Tag + (board.Networks.Count > 0 ? " from " + string.Join(',', board.Networks) : "") + (board.Key.Length > 0 ? " key " + board.Key : "")));

    /// <summary>The board that shows a tag and its key; null when there is none.</summary>
    /// <param name="boards">The boards there are.</param>
    /// <param name="from">Where the request comes from.</param>
    /// <param name="tag">The tag it says.</param>
    /// <param name="key">The key it shows.</param>
    public static OtherBoard? Find(IReadOnlyList<OtherBoard> boards, IPAddress from, string tag, ReadOnlySpan<byte> key)
    {
        byte[] shown = key.ToArray();
        return boards.FirstOrDefault(board => string.Equals(tag, board.Tag, StringComparison.OrdinalIgnoreCase) && board.IsFrom(from) && board.HasKey(shown));
    }

    /// <summary>Which caller of which board a handshake means.</summary>
    /// <param name="boards">The boards that may send callers.</param>
    /// <param name="from">Where the connection comes from.</param>
    /// <param name="clientUser">The name of the user there, in place of which the board sends its key.</param>
    /// <param name="serverUser"><c>[TAG]alias</c>; the tag may be left out when one board only can be meant.</param>
    /// <returns>The caller; else why there is none, which does not tell the tags there are, and whether the other end is a board we know.</returns>
    public static (VisitorOrigin? Visitor, string Refusal, bool IsKnown) Find(IReadOnlyList<OtherBoard> boards, IPAddress from, ReadOnlySpan<byte> clientUser, ReadOnlySpan<byte> serverUser)
    {
        // Some software sends the two names the other way round.
        if (clientUser.StartsWith("["u8) && !serverUser.StartsWith("["u8))
        {
            var swapped = clientUser;
            clientUser = serverUser;
            serverUser = swapped;
        }

        string wanted = Text(serverUser);
        int end = wanted.StartsWith('[') ? wanted.IndexOf(']', StringComparison.Ordinal) : -1;
        string? tag = end > 0 ? wanted[1..end].Trim() : null;
        string alias = CleanText.Line(wanted[(end + 1)..]);
        byte[] key = clientUser.ToArray();
        var meant = boards.Where(board => (tag is null || string.Equals(tag, board.Tag, StringComparison.OrdinalIgnoreCase)) && board.IsFrom(from) && board.HasKey(key)).Take(2).ToList();
        if (meant.Count != 1)
            return (null, "This board does not take calls from yours. Its sysop can enter your tag with your address or key in rlogin-boards.", false);
        return VisitorName.AliasFault(alias) is { } fault
            ? (null, $"Your board sent no name that can be used here. {fault}", true)
            : (new VisitorOrigin(meant[0].Tag, alias), "", true);
    }

    /// <summary>A name as another board sends it: UTF-8 where it is that, else code page 437.</summary>
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return string.Concat(bytes.ToArray().Select(value => value < 0x80 ? ((char)value).ToString() : Cp437.ToChar(value).ToString()));
        }
    }

    private static OtherBoard Read(string line)
    {
        const string Form = "a board is 'TAG from ADDRESS,NETWORK/24', 'TAG key SECRET', or both";
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (VisitorName.TagFault(words[0]) is { } fault)
            throw new FormatException($"{fault}, not '{words[0]}'; {Form}");
        var board = new OtherBoard(words[0], "", []);
        for (int i = 1; i < words.Length; i += 2)
        {
            string value = i + 1 < words.Length ? words[i + 1] : "";
            board = (words[i], value) switch
            {
                ("from", { Length: > 0 }) when board.Networks.Count == 0 => board with { Networks = [.. value.Split(',').Select(Network)] },
                ("key", { Length: >= MinKey }) when board.Key.Length == 0 => board with { Key = value },
                ("key", _) when board.Key.Length == 0 => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the key of {board.Tag} has fewer than {MinKey} characters")),
                _ => throw new FormatException($"after {words[0]} stands '{words[i]}'; {Form}"),
            };
        }

        return board.Networks.Count > 0 || board.Key.Length > 0 ? board : throw new FormatException($"{board.Tag} has neither address nor key: anybody could say to be it; {Form}");
    }

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network) ? network : throw new FormatException($"'{text}' is no address and no network such as 198.51.100.0/24");
    }

    private bool IsFrom(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Networks.Count == 0 || Networks.Any(network => network.Contains(plain));
    }

    private bool HasKey(byte[] sent) => Key.Length == 0 || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Key), sent);
}
