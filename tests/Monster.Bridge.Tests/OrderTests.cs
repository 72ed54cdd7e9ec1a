namespace Monster.Bridge.Tests;

public sealed class OrderTests
{
    private const string Bridge = "/usr/local/libexec/monster-bridge";

    [Theory]
    [InlineData("", OrderKind.Call, Order.DefaultSocket)] // a login shell
    [InlineData("call", OrderKind.Call, Order.DefaultSocket)]
    [InlineData("call|--socket|/tmp/s", OrderKind.Call, "/tmp/s")]
    [InlineData($"-c|{Bridge} call --socket /tmp/s", OrderKind.Call, "/tmp/s")] // as sshd runs ForceCommand by a login shell
    [InlineData($"-c|{Bridge} call", OrderKind.Call, Order.DefaultSocket)]
    [InlineData("ping|--socket|/tmp/s", OrderKind.Ping, "/tmp/s")]
    public void What_sshd_starts_is_understood(string arguments, object kind, string socket) =>
        Assert.Equal(((OrderKind)kind, socket), (Read(arguments).Kind, Read(arguments).Socket));

    [Theory]
    [InlineData("-c|/bin/sh")]
    [InlineData("-c|/usr/lib/openssh/sftp-server")]
    [InlineData($"-c|{Bridge} call --socket /tmp/s; /bin/sh")]
    [InlineData($"-c|{Bridge} keys --socket /tmp/s 0 a b")]
    [InlineData($"-c|/bin/sh call {Bridge}")]
    [InlineData("-c|")]
    public void As_a_login_shell_it_runs_nothing_but_calls(string arguments) => Assert.Equal(OrderKind.Refuse, Read(arguments).Kind);

    [Theory]
    [InlineData("call|now")]
    [InlineData("call|--socket|calls.sock")]
    [InlineData("call|--socket")]
    [InlineData("keys|1000|ssh-ed25519")]
    [InlineData("keys|-1|ssh-ed25519|AAAA")]
    [InlineData("keys|1000|ssh-ed25519|AAAA\nssh-ed25519 BBBB")]
    [InlineData("keys|1000|command=\"sh\"|AAAA")]
    [InlineData("keys|1000||AAAA")]
    [InlineData("-l")]
    [InlineData("--help")]
    [InlineData("-c|a|b")]
    public void What_it_does_not_know_does_nothing(string arguments) => Assert.Equal(OrderKind.Wrong, Read(arguments).Kind);

    [Fact]
    public void A_question_about_a_key_has_user_and_key()
    {
        var order = Read("keys|--socket|/tmp/s|999|sk-ssh-ed25519@openssh.com|AAAA+/==");
        Assert.Equal((OrderKind.Keys, "/tmp/s", 999u, "sk-ssh-ed25519@openssh.com AAAA+/=="), (order.Kind, order.Socket, order.User, order.Key));
    }

    [Fact]
    public void The_key_is_found_among_the_ways_in_that_sshd_lists()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "password\npublickey ssh-ed25519 AAAA\npublickey ssh-rsa BBBB\n");
            Assert.Equal("ssh-ed25519 AAAA", TerminalCall.KeyOf(file));
            File.WriteAllText(file, "none\n");
            Assert.Equal("", TerminalCall.KeyOf(file));
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal("", TerminalCall.KeyOf(file)); // gone
        Assert.Equal("", TerminalCall.KeyOf(null));
    }

    private static Order Read(string arguments) => Order.Read(arguments.Length == 0 ? [] : arguments.Split('|'));
}
