using System.Security.Cryptography;
using Monster.Bbs.People;

namespace Monster.Cli;

/// <summary>Looks at everything a caller by ssh passes, in that order, and says of each what is wrong and what to do.</summary>
internal sealed class SshCheck(SshSetup setup, string? configuration, string? keyFile)
{
    private readonly List<(bool? IsWell, string What)> _found = [];

    /// <summary>Checks everything.</summary>
    /// <returns>Whether all is well, as an exit code.</returns>
    public int Run(TextWriter output, bool asJson)
    {
        string key = ReadKey();
        var user = CheckUser();
        bool hasBridge = CheckBridge();
        CheckSshd();
        if (hasBridge && user is not null)
            CheckBoard(user.Value, key);
        if (asJson)
            WriteJson(output);
        else
            _found.ForEach(one => output.WriteLine($"{(one.IsWell switch { true => "well   ", false => "WRONG  ", null => "unknown" })}  {one.What}"));
        bool isWell = _found.TrueForAll(one => one.IsWell == true);
        if (!asJson)
            output.WriteLine(isWell ? $"All is well: ssh {setup.User}@localhost" : "Not all is well, or not all could be seen.");
        return isWell ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private void Well(string what) => _found.Add((true, what));

    private void Wrong(string what) => _found.Add((false, what));

    private void Unknown(string what) => _found.Add((null, what));

    private void Find(bool isWell, string well, string wrong) => _found.Add((isWell, isWell ? well : wrong));

    private string ReadKey()
    {
        if (keyFile is null)
        {
            byte[] madeUp = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. RandomNumberGenerator.GetBytes(32)];
            return $"ssh-ed25519 {Convert.ToBase64String(madeUp)}";
        }

        string line = File.ReadLines(keyFile).FirstOrDefault() ?? "";
        return SshPublicKey.TryRead(line, out var key, out string fault) ? key.ToString() : throw new CommandException($"{keyFile}: {fault}");
    }

    private uint? CheckUser()
    {
        if (Machine.FindUser(setup.User) is not { } user)
        {
            Wrong($"there is no Unix user {setup.User}: 'monster ssh install' makes it");
            return null;
        }

        Find(user.Shell == setup.Bridge, $"user {setup.User}, number {user.Number}: its shell is the bridge, so it has no other", $"the shell of {setup.User} is {user.Shell}: usermod --shell {setup.Bridge} {setup.User}");
        Find(Directory.Exists(user.Home), $"its home is {user.Home}", $"its home {user.Home} is not there, which sshd says to every caller: usermod --home / {setup.User}");
        return user.Number;
    }

    private bool CheckBridge()
    {
        if (!File.Exists(setup.Bridge))
        {
            Wrong($"there is no {setup.Bridge}: 'monster ssh install' copies it");
            return false;
        }

        string? why = Machine.Unsafe(setup.Bridge);
        Find(why is null, $"{setup.Bridge} and the folders above it are root's alone", why ?? "");
        var (code, said) = Machine.Run(setup.Bridge, "call");
        Find(code == 1, "it starts", $"it does not start: {said}");
        return true;
    }

    private void CheckSshd()
    {
        if (Machine.Find("sshd") is not { } sshd)
        {
            Wrong("OpenSSH's server is not installed: on Debian, 'apt install openssh-server'");
            return;
        }

        string[] with = configuration is null ? [] : ["-f", configuration];
        var (code, said) = Machine.Run(sshd, [.. with, "-T", "-C", $"user={setup.User},host=localhost,addr=127.0.0.1"]);
        if (code != 0)
        {
            if (Environment.IsPrivilegedProcess)
                Wrong($"sshd does not take its configuration: {said}");
            else
                Unknown($"only root may ask sshd for its settings ({said.Split('\n')[0]})");
            return;
        }

        var settings = said.Split('\n').Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2).ToLookup(parts => parts[0], parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        foreach (var line in setup.Lines)
        {
            string now = string.Join(", ", settings[line.Keyword]);
            Find(now == line.Value, $"sshd: {line.Keyword} {line.Value}", $"sshd: {line.Keyword} is '{now}' for {setup.User}, not '{line.Value}'. {line.Why} 'monster ssh install' writes it; an earlier setting for this user may stand before it");
        }

        var (_, others) = Machine.Run(sshd, [.. with, "-T", "-C", "user=root,host=localhost,addr=127.0.0.1"]);
        Find(!others.Contains(setup.Bridge, StringComparison.Ordinal), "other users are not touched", "other users get the board too: 'Match all' is missing at the end, or the settings stand outside 'Match User'");
    }

    private void CheckBoard(uint user, string key)
    {
        (int Code, string Said) Ask(params string[] words) => Environment.IsPrivilegedProcess
            ? Machine.Run("setpriv", [$"--reuid={user}", $"--regid={user}", "--clear-groups", "--", setup.Bridge, .. words])
            : Machine.Run(setup.Bridge, words);
        var (code, said) = Ask("ping", "--socket", setup.Socket);
        if (code != 0)
        {
            Wrong($"no board answers {setup.User} at {setup.Socket}: is it running, with calls = \"{setup.Socket}\", and may {setup.User} enter the folders above it?");
            return;
        }

        if (said != "open")
        {
            string words = $"the board at {setup.Socket} does not take calls from this user: its setting ssh-user has to be {setup.User}";
            if (Environment.IsPrivilegedProcess)
                Wrong(words);
            else
                Unknown($"{words}; as root this could be asked as {setup.User}");
            return;
        }

        Well($"the board answers {setup.User} at {setup.Socket}");
        string[] parts = key.Split(' ');
        var (_, answer) = Ask("ask", "--socket", setup.Socket, parts[0], parts[1]);
        if (keyFile is not null)
            Find(answer == "known", $"the board knows the key in {keyFile}", $"the board says '{answer}' of the key in {keyFile}: add it there, under Your account, SSH keys");
        else
            Find(answer is "unknown" or "refused", answer == "unknown" ? "a key on no account leads to the log-in screen (ssh-guests)" : "a key on no account is refused (ssh-guests is false)", $"of a key made up the board says '{answer}'");
        var (_, line) = Ask("keys", "--socket", setup.Socket, user.ToString(System.Globalization.CultureInfo.InvariantCulture), parts[0], parts[1]);
        if (Environment.IsPrivilegedProcess)
            Find(answer == "refused" ? line.Length == 0 : line == $"restrict,pty {key}", answer == "refused" ? "sshd is told no" : "sshd is told to let it in, with a terminal and nothing else", $"sshd is told '{line}'");
    }

    private void WriteJson(TextWriter output) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteStartArray("checks");
        foreach (var (isWell, what) in _found)
        {
            writer.WriteStartObject();
            if (isWell is { } truth)
                writer.WriteBoolean("well", truth);
            else
                writer.WriteNull("well");
            writer.WriteString("what", what);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
