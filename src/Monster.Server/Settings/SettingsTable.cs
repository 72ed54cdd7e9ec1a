using System.Globalization;
using System.Net;
using System.Text;

namespace Monster.Server;

/// <summary>Every setting there is, once: files, environment, flags, checks, help texts and docs/sysops.md all come from here.</summary>
public static class SettingsTable
{
    private static readonly string[] Levels = ["debug", "information", "warning", "error"];
    private const int MaxHostNames = 50;
    private const int MaxSocketPath = 107; // sun_path holds one byte more

    private static readonly string[] Formats = ["json", "text"];

    /// <summary>The settings in the order they are shown.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("name", "TEXT", "The board's name, as callers see it.", (s, v) => s with { Name = Text(v, 60) }, s => s.Name),
        new("telnet", "HOST:PORT|off", "Where telnet is answered; 0.0.0.0 or [::] for every address of this machine.", (s, v) => s with { Telnet = Endpoint(v) }, s => Show(s.Telnet)),
        new("web", "HOST:PORT|off", "Where browsers are answered: the pages, their API (docs/api.md), /health, /metrics.", (s, v) => s with { Web = Endpoint(v) }, s => Show(s.Web)),
        new("web-certificate", "FILE|off", "Answer browsers by HTTPS with this certificate: a PEM file with those between it and the root. A renewed file is taken up by itself.", (s, v) => s with { WebCertificate = FileName(v) }, s => Show(s.WebCertificate)),
        new("web-key", "FILE|off", "The key of the certificate: a PEM file; off when it is in the same file.", (s, v) => s with { WebKey = FileName(v) }, s => Show(s.WebKey)),
        new("web-plain", "HOST:PORT|off", "With web-certificate: where browsers who come by plain HTTP are sent on to HTTPS, such as 0.0.0.0:80.", (s, v) => s with { WebPlain = Endpoint(v) }, s => Show(s.WebPlain)),
        new("web-hosts", "NAMES", "The names by which browsers may reach the pages, a comma between two; *.NAME for all below one, any for every name. Addresses in numbers, localhost and this machine's own name always may, and over this board's own HTTPS every name that its certificate has.", (s, v) => s with { WebHosts = HostNamesOf(v) }, s => s.WebHosts is [] ? "none" : s.WebHosts is ["*"] ? "any" : string.Join(',', s.WebHosts)),
        new("rlogin", "HOST:PORT|off", "Where other boards send callers by rlogin: those of rlogin-boards, and nobody else.", (s, v) => s with { Rlogin = Endpoint(v) }, s => Show(s.Rlogin)),
        new("rlogin-boards", "BOARDS", "The boards that may: TAG from ADDRESS,NETWORK/24 key SECRET; a semicolon or line end between two.", (s, v) => s with { RloginBoards = OtherBoard.ReadAll(v) }, s => OtherBoard.Show(s.RloginBoards)) { IsSecret = true },
        new("door-boards", "BOARDS", "The boards whose callers play ranked in the door there (monster door --board): TAG key SECRET from NETWORK/24, a line each.", (s, v) => s with { DoorBoards = OtherBoard.ReadAll(v, needsKey: true) }, s => OtherBoard.Show(s.DoorBoards)) { IsSecret = true },
        new("calls", "PATH|off", "The Unix socket over which sshd brings callers (monster ssh print); its folder must be there.", (s, v) => s with { Calls = SocketPath(v) }, s => s.Calls ?? "off"),
        new("ssh-user", "USER", "The Unix user that callers log in as by ssh: its processes may use the socket calls.", (s, v) => s with { SshUser = UserName(v) }, s => s.SshUser),
        new("ssh-guests", "true|false", "Whether callers by ssh may come in whose key is on no account, or who have none.", (s, v) => s with { SshGuests = Truth(v) }, s => Show(s.SshGuests)),
        new("native-doors", "true|false", "Whether doors that are native programs are run, in bubblewrap: only those of door.toml's that say trusted = true.", (s, v) => s with { NativeDoors = Truth(v) }, s => Show(s.NativeDoors)),
        new("nodes", "1-10000", "The most callers at a time; the next one is told that all nodes are busy.", (s, v) => s with { Nodes = Whole(v, 1, 10_000) }, s => Show(s.Nodes)),
        new("calls-per-address", "1-10000", "The most calls at a time from one address.", (s, v) => s with { CallsPerAddress = Whole(v, 1, 10_000) }, s => Show(s.CallsPerAddress)),
        new("calls-per-subnet", "1-10000", "The most calls at a time from one subnet: a /24 of IPv4, a /56 of IPv6.", (s, v) => s with { CallsPerSubnet = Whole(v, 1, 10_000) }, s => Show(s.CallsPerSubnet)),
        new("calls-per-board", "1-10000", "The most calls at a time from one other board by rlogin.", (s, v) => s with { CallsPerBoard = Whole(v, 1, 10_000) }, s => Show(s.CallsPerBoard)),
        new("calls-per-minute", "1-10000", "The most new calls a minute from one address.", (s, v) => s with { CallsPerMinute = Whole(v, 1, 10_000) }, s => Show(s.CallsPerMinute)),
        new("limit-loopback", "true|false", "Whether the limits of calls hold for this machine itself too.", (s, v) => s with { LimitLoopback = Truth(v) }, s => Show(s.LimitLoopback)),
        new("idle", "TIME", "How long a caller may type nothing, such as 90s, 20m or 2h.", (s, v) => s with { Idle = Time(v, 2 * 60, 24 * 3600) }, s => Show(s.Idle)),
        new("login-time", "TIME", "How long a caller may take to log in or go on as a guest.", (s, v) => s with { LoginTime = Time(v, 10, 24 * 3600) }, s => Show(s.LoginTime)),
        new("probe-time", "TIME", "How long a terminal has to say what it is before plain lines are used; 0s for not at all.", (s, v) => s with { ProbeTime = Time(v, 0, 10) }, s => Show(s.ProbeTime)),
        new("closing-notice", "TIME", "How long callers have after they were told that the board closes.", (s, v) => s with { ClosingNotice = Time(v, 0, 3600) }, s => Show(s.ClosingNotice)),
        new("public-metrics", "true|false", "Whether /metrics is shown to others than this machine.", (s, v) => s with { PublicMetrics = Truth(v) }, s => Show(s.PublicMetrics)),
        new("behind-proxy", "true|false", "Whether a reverse proxy on this machine says where web callers come from (X-Forwarded-For).", (s, v) => s with { BehindProxy = Truth(v) }, s => Show(s.BehindProxy)),
        new("log-level", string.Join('|', Levels), "The least severe messages that are logged.", (s, v) => s with { LogLevel = Among(v, Levels) }, s => s.LogLevel),
        new("log-format", string.Join('|', Formats), "How the log is written to standard error: for programs or for people.", (s, v) => s with { LogFormat = Among(v, Formats) }, s => s.LogFormat),
    ];

    /// <summary>The setting of a name; null when there is none.</summary>
    public static Setting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);

    /// <summary>The list as it stands in docs/sysops.md.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| file and flag | environment | value | unless set | what it does |\n|---|---|---|---|---|\n");
        var defaults = new ServerSettings();
        foreach (var setting in All)
            text.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | `{setting.Variable}` | {setting.Form.Replace("|", " or ", StringComparison.Ordinal)} | `{setting.Show(defaults)}` | {setting.Description} |\n");
        return text.ToString();
    }

    private static string Text(string value, int most) => value.Trim() is { Length: > 0 } text && text.Length <= most && !text.Any(char.IsControl)
        ? text : throw new FormatException($"1 to {most} characters are wanted");

    private static IPEndPoint? Endpoint(string value)
    {
        if (value == "off")
            return null;
        string wanted = value.StartsWith("localhost:", StringComparison.Ordinal) ? "127.0.0.1" + value["localhost".Length..] : value;
        return wanted.Contains(':', StringComparison.Ordinal) && wanted[^1] != ']' && IPEndPoint.TryParse(wanted, out var endpoint)
            ? endpoint : throw new FormatException("an address and a port are wanted, such as 127.0.0.1:2323, 0.0.0.0:23 or [::]:23, or off");
    }

    private static string[] HostNamesOf(string value)
    {
        if (value is "none" or "any")
            return value == "any" ? ["*"] : [];
        string[] names = value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length is > 0 and <= MaxHostNames && names.All(name => Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) == UriHostNameType.Dns)
            ? names : throw new FormatException($"1 to {MaxHostNames} names without ports are wanted, such as board.example.org,*.example.net; or any, or none");
    }

    private static string? SocketPath(string value)
    {
        if (value == "off")
            return null;
        if (!OperatingSystem.IsLinux())
            throw new FormatException("callers by ssh are taken on Linux only, so off is wanted here");
        // It stands in sshd's configuration, which knows quotes but passes the words to a shell.
        return Path.IsPathRooted(value) && value.Length <= MaxSocketPath && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '_' or '-')
            ? value : throw new FormatException($"an absolute path of at most {MaxSocketPath} letters, digits and / . _ - is wanted, such as /run/monster/calls.sock, or off");
    }

    private static string UserName(string value) => value.Length is > 0 and <= 32 && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') && value[0] != '-'
        ? value : throw new FormatException("the name or number of a Unix user is wanted");

    private static int Whole(string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number : throw new FormatException($"a whole number from {least} to {most} is wanted");

    private static bool Truth(string value) => value switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("true or false is wanted"),
    };

    private static TimeSpan Time(string value, int least, int most)
    {
        double unit = value.Length == 0 ? 0 : value[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return unit > 0 && double.TryParse(value.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number * unit >= least && number * unit <= most
            ? TimeSpan.FromSeconds(number * unit) : throw new FormatException($"a time from {Show(TimeSpan.FromSeconds(least))} to {Show(TimeSpan.FromSeconds(most))} is wanted, such as 90s, 20m or 2h");
    }

    private static string Among(string value, string[] known) => known.Contains(value) ? value : throw new FormatException($"one of {string.Join(", ", known)} is wanted");

    private static string Show(IPEndPoint? endpoint) => endpoint?.ToString() ?? "off";

    private static string FileName(string value) => value == "off" ? ""
        : value.Length is > 0 and <= 4096 && !value.Any(char.IsControl) ? value : throw new FormatException("the path of a file is wanted, or off");

    private static string Show(string file) => file.Length == 0 ? "off" : file;

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Show(bool truth) => truth ? "true" : "false";

    private static string Show(TimeSpan time) => time.TotalSeconds switch
    {
        >= 3600 and var s when s % 3600 == 0 => string.Create(CultureInfo.InvariantCulture, $"{s / 3600}h"),
        >= 60 and var s when s % 60 == 0 => string.Create(CultureInfo.InvariantCulture, $"{s / 60}m"),
        var s => string.Create(CultureInfo.InvariantCulture, $"{s}s"),
    };
}
