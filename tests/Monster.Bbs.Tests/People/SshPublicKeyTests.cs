using Monster.Bbs.People;
using Monster.Testing;

namespace Monster.Bbs.Tests.People;

public sealed class SshPublicKeyTests
{
    private const string Ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnYhd99MiHLuSw6K8uDiGC/Znb8VcA/cDYL/CNcew52 you@home";
    private const string Ecdsa = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEYJanXYNvuO+AaLXsBlghcvZZsytxpKdlhwTOf6oyhJq3xtT/g/TOCNp8mcib8eI99GOA7Vns9Di5TERv1vSZk= c 256";
    private const string Rsa = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDNPR+Uj6P5mXgDX/KLZDxryOnILgpKTjZYWGHFK4+D/F1wtm1nU6uziYKeUeg2PpS7LFbW5gLj4ym5XPDejYc2IazJc6ixXdf/SPQEe2Dz2NoIm5t9UR4StdPjYGzIO6Rfpon6fkxFrIVNBZhGaR0OjhjD1+70xY4yG3/WOzBUvrOx2P6RD7rNkLHW7VvPymqUfN/rxu11Y0Xn0gpn3GWPCEMQA7JZwBld5QZneEpFpSNFw7FEFANyEDFZN+TRiNCGhwph/M0RNfpc95XcmRQGZ6mtzK5sN/2DrqVHmfsdfUGQn6xX0Lbu167EiOnRP3kJZupi7E19Yj1zYZAT3Zhd r";
    private const string WeakRsa = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDR8Wf54xJrBM3aHs1GkjbF2nHX1yI/QlsnUvvreU7LattVssYIeVNOImBcmWdjRzs6wH/6kE7nwuVLIbtH8I5X7ThgprKUjZhpYUO+lmppjLT+pB7OPVWXPGJ5KbcoUvmOrEjKtmBQPrJF0U19UDU4K2ws1vChbVbV+S/4ai+z2Q== r";

    [Theory]
    [InlineData(Ed25519, "SHA256:F4UuQkq1RUVf2y/L44eIkT3kQYEFiBUOuDsOZZmWNOw", "you@home")]
    [InlineData(Ecdsa, "SHA256:700/0X5GSzKOrwm74SpnbIapd4ta5MIrlqaLScziyaI", "c 256")]
    [InlineData(Rsa, "SHA256:gHA2QzgrLm1LUCp8HmeFOEW2zUCdkthNBZbRXiFpDyY", "r")]
    public void Keys_of_ssh_keygen_are_read_with_its_fingerprint(string line, string fingerprint, string comment)
    {
        Assert.True(SshPublicKey.TryRead(line, out var key, out _));
        Assert.Equal((fingerprint, comment), (key.Fingerprint, key.Comment));
        Assert.Equal(string.Join(' ', line.Split(' ')[..2]), key.ToString());
        Assert.True(SshPublicKey.TryRead($"  {key}\r\n", out var again, out _));
        Assert.Equal(("", key.Fingerprint), (again.Comment, again.Fingerprint));
    }

    [Theory]
    [InlineData("", "That is no key")]
    [InlineData("hello", "That is no key")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", "private half")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnYhd99MiHLuSw6K8uDiGC/Znb8VcA", "no base64")]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINnYhd99MiHLuSw6K8uDiGC/Znb8VcA/", "cut or damaged")]
    [InlineData("ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAAA", "cut or damaged")]
    [InlineData("ssh-dss AAAAB3NzaC1kc3MAAACBAN7Q", "DSA")]
    [InlineData("ssh-ed25519-cert-v01@openssh.com AAAA", "certificate")]
    [InlineData("from=\"*\" ssh-ed25519 AAAA", "no base64")]
    [InlineData("ssh-rsa2 AAAA", "'ssh-rsa2' is no type")]
    [InlineData(WeakRsa, "1024 bits is too weak")]
    public void What_would_not_do_is_refused_with_the_reason(string line, string reason)
    {
        Assert.False(SshPublicKey.TryRead(line, out _, out string fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_cannot_draw_on_a_screen_or_grow()
    {
        Assert.True(SshPublicKey.TryRead($"{Ed25519}\u001b[2J\u202E{new string('x', 500)}", out var key, out _));
        Assert.Equal("you@home[2J" + new string('x', SshPublicKey.MaxComment - 11), key.Comment);
        Assert.False(SshPublicKey.TryRead(Ed25519 + new string('x', SshPublicKey.MaxLine), out _, out string fault));
        Assert.Contains("at most 3,200", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_changed_byte_is_another_key_or_none() => RandomRuns.Run(400, random =>
    {
        string[] words = new[] { Ed25519, Ecdsa, Rsa }[random.Next(3)].Split(' ');
        byte[] bytes = Convert.FromBase64String(words[1]);
        Assert.True(SshPublicKey.TryRead($"{words[0]} {words[1]}", out var before, out _));
        bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
        byte[] cut = bytes[..random.Next(bytes.Length + 1)];
        if (SshPublicKey.TryRead($"{words[0]} {Convert.ToBase64String(cut)}", out var after, out string fault))
            Assert.NotEqual(before.Fingerprint, after.Fingerprint);
        else
            Assert.NotEqual("", fault);
    });
}
