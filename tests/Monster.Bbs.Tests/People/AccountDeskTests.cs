using System.Net;
using Monster.Bbs.People;
using Monster.Testing;
using OtpNet;

namespace Monster.Bbs.Tests.People;

/// <summary>Logging in with one-time codes, and what is not told to strangers.</summary>
public sealed class AccountDeskTests : IAsyncLifetime
{
    private const string Password = "four small words";

    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");

    private readonly TestFolder _folder = new();
    private readonly ManualTime _time = new();
    private BoardHost _board = null!;
    private AccountDesk _desk = null!;

    public ValueTask InitializeAsync()
    {
        _board = BoardHost.Open(_folder.Path);
        _desk = new AccountDesk(_board, new KeyVault(_folder["people"]), new LoginGuard(_time), _time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await _board.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_code_is_asked_for_taken_once_and_a_wrong_one_is_refused()
    {
        byte[] secret = KeyGeneration.GenerateRandomKey(20);
        uint id = (uint)(await _desk.RegisterAsync(Home, "Alice", Password, "", new Personal())).Account;
        await Assert.ThrowsAsync<RefusedException>(() => _desk.SetTotpAsync(id, secret, "000"));
        Assert.NotNull(await _desk.LogInAsync(Home, "alice", Password, null));
        await _desk.SetTotpAsync(id, secret, Code(secret));
        Assert.Null(await _desk.LogInAsync(Home, "alice", Password, null));
        _time.Advance(TimeSpan.FromMinutes(2));
        string code = Code(secret);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => _desk.LogInAsync(Home, "alice", Password, code == "123456" ? "654321" : "123456"));
        Assert.Contains("not right", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await _desk.LogInAsync(Home, "alice", Password, code));
        refused = await Assert.ThrowsAsync<RefusedException>(() => _desk.LogInAsync(Home, "alice", Password, code));
        Assert.Contains("used already", refused.Message, StringComparison.Ordinal);
        await _desk.DropTotpAsync(id);
        Assert.NotNull(await _desk.LogInAsync(Home, "alice", Password, null));
    }

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_are_refused_in_the_same_words()
    {
        await _desk.RegisterAsync(Home, "Alice", Password, "", new Personal());
        var name = await Assert.ThrowsAsync<RefusedException>(() => _desk.LogInAsync(Home, "nobody", Password, null));
        var password = await Assert.ThrowsAsync<RefusedException>(() => _desk.LogInAsync(Home, "alice", "five small words!", null));
        Assert.Equal(name.Message, password.Message);
    }

    [Fact]
    public async Task What_somebody_set_comes_back_and_a_refused_name_leaves_no_key_behind()
    {
        var personal = new Personal { Place = "Harbour Lane", PageLength = 20, IsLineMode = true, CanBePaged = false, Encoding = Monster.Terminal.TerminalEncoding.Cp437 };
        uint id = (uint)(await _desk.RegisterAsync(Home, "Alice", Password, "", personal)).Account;
        Assert.Equal(personal, _desk.PersonalOf(_board.Read(store => Monster.Board.People.Accounts.Find(store, id))!));
        await Assert.ThrowsAsync<RefusedException>(() => _desk.RegisterAsync(Home, "A1ice", Password, "", personal));
        Assert.Single(Directory.GetFiles(_folder["people"]));
    }

    private string Code(byte[] secret) => new Totp(secret).ComputeTotp(_time.GetUtcNow().UtcDateTime);
}
