using System.Text;
using Monster.Bbs.People;

namespace Monster.Bbs.Tests.People;

/// <summary>Passwords, keys and codes.</summary>
public sealed class SecretsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_password_is_known_again_and_another_is_not_and_no_two_verifiers_are_alike()
    {
        byte[] verifier = PasswordVerifier.Make("correct horse");
        Assert.True(PasswordVerifier.Verify("correct horse", verifier));
        Assert.False(PasswordVerifier.Verify("correct horsf", verifier));
        Assert.NotEqual(verifier, PasswordVerifier.Make("correct horse"));
        Assert.False(PasswordVerifier.IsOld(verifier));
        verifier[8] = 2; // two passes
        Assert.True(PasswordVerifier.IsOld(verifier));
        Assert.False(PasswordVerifier.Verify("correct horse", verifier));
    }

    [Fact]
    public void A_forged_verifier_cannot_ask_for_all_the_memory_there_is()
    {
        byte[] verifier = PasswordVerifier.Make("correct horse");
        verifier[1] = 0x7F;
        Assert.Throws<FormatException>(() => PasswordVerifier.Verify("correct horse", verifier));
        Assert.Throws<FormatException>(() => PasswordVerifier.Verify("correct horse", verifier.AsSpan(0, 20)));
    }

    [Fact]
    public void What_is_sealed_opens_with_its_key_for_its_purpose_and_never_again_once_the_key_is_dropped()
    {
        var vault = new KeyVault(_folder["people"]);
        byte[] alice = vault.Create();
        byte[] bob = vault.Create();
        byte[] seal = vault.Seal(alice, "mail"u8, "Dear Bob"u8);
        Assert.Equal("Dear Bob", Encoding.UTF8.GetString(new KeyVault(_folder["people"]).Open(alice, "mail"u8, seal)!));
        Assert.Null(vault.Open(bob, "mail"u8, seal));
        Assert.Null(vault.Open(alice, "personal"u8, seal));
        seal[30] ^= 1;
        Assert.Null(vault.Open(alice, "mail"u8, seal));
        seal[30] ^= 1;
        vault.Drop(alice);
        Assert.Null(vault.Open(alice, "mail"u8, seal));
        Assert.Throws<KeyDroppedException>(() => vault.Seal(alice, "mail"u8, [1]));
    }

    [Fact]
    public void Keys_can_be_read_by_their_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        if (OperatingSystem.IsWindows())
            return;
        var vault = new KeyVault(_folder["people"]);
        vault.Create();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(_folder["people"]))));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["people"]));
    }

    [Fact]
    public void The_sysop_code_is_taken_however_it_is_typed_and_not_once_it_was_used()
    {
        var code = new SysopCode();
        string text = code.Text!;
        Assert.True(code.Is(text.ToLowerInvariant().Replace('-', ' ')));
        Assert.False(code.Is(""));
        Assert.False(code.Is(text[..^1]));
        code.Use();
        Assert.False(code.Is(text));
        Assert.Null(code.Text);
    }
}
