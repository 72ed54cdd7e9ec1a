using System.Net;
using System.Security.Cryptography;
using Monster.Bbs.Sessions;
using Monster.Board;
using Monster.Board.People;
using OtpNet;

namespace Monster.Bbs.People;

/// <summary>
/// Where accounts are made, entered, changed and given up. Everything here may take a tenth of a second (a password) or wait for
/// the disk, and is awaited beside the session. What cannot be done is a <see cref="RefusedException"/>.
/// </summary>
public sealed class AccountDesk : IDisposable
{
    /// <summary>Passwords that are checked at a time: each takes 32 MiB.</summary>
    private const int Checks = 2;

    private const string WrongPassword = "That name and password do not belong together.";

    private static readonly byte[] PersonalPurpose = "personal"u8.ToArray();
    private static readonly byte[] TotpPurpose = "totp"u8.ToArray();

    private readonly BoardHost _board;
    private readonly KeyVault _keys;
    private readonly LoginGuard _guard;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _checks = new(Checks);

    /// <summary>A desk of a board.</summary>
    public AccountDesk(BoardHost board, KeyVault keys, LoginGuard guard, TimeProvider time)
    {
        (_board, _keys, _guard, _time) = (board, keys, guard, time);
        if (!board.Read(Accounts.HasSysop))
            SysopCode = new SysopCode();
    }

    /// <summary>The code that makes the first sysop; null once there is one.</summary>
    public SysopCode? SysopCode { get; private set; }

    /// <summary>Checks name, password and, where one is asked for, a one-time code, and begins the call.</summary>
    /// <param name="from">The caller's address; null at the console.</param>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="code">The code; null when it was not asked for yet.</param>
    /// <returns>Who it is; null when a code is needed.</returns>
    /// <exception cref="RefusedException">The reason, which does not tell whether the name exists.</exception>
    public async Task<Login?> LogInAsync(IPAddress? from, string name, string password, string? code)
    {
        string key = PersonName.Key(name);
        CheckWait(from, key);
        var account = _board.Read(store => Accounts.Find(store, name));
        if (!await IsRightAsync(password, account))
        {
            _guard.Failed(from, key);
            throw new RefusedException(WrongPassword) { IsWrongPassword = true };
        }

        long step = 0;
        if (account!.Totp.Length > 0)
        {
            if (code is null)
                return null;
            step = StepOf(account, code);
            if (step == 0)
            {
                _guard.Failed(from, key);
                throw new RefusedException("That code is not right. It changes every 30 seconds; is the clock of your device right?") { IsWrongPassword = true };
            }
        }

        await SubmitAsync(new BeginCall(account.Id, _time.GetUtcNow(), step));
        _guard.Succeeded(from, key);
        if (PasswordVerifier.IsOld(account.Verifier))
            await SubmitAsync(new SetPassword(account.Id, await MakeAsync(password)));
        return new Login(account.Id, account.Name, account.IsSysop);
    }

    /// <summary>Makes an account and begins its first call.</summary>
    /// <param name="from">The caller's address; null at the console.</param>
    /// <param name="name">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="sysopCode">The code shown where the board was started; empty for an ordinary account.</param>
    /// <param name="personal">The settings of this call, to begin with.</param>
    public async Task<Login> RegisterAsync(IPAddress? from, string name, string password, string sysopCode, Personal personal)
    {
        bool asSysop = sysopCode.Length > 0;
        if ((PersonName.Fault(name) ?? PasswordVerifier.Fault(password, name)) is { } fault)
            throw new RefusedException(fault);
        if (_board.Read(store => Accounts.Find(store, name)) is { } taken)
            throw new RefusedException($"There is a {taken.Name} already. Please choose another name.");
        CheckWait(from, "sysop code");
        if (asSysop && SysopCode?.Is(sysopCode) != true)
        {
            _guard.Failed(from, "sysop code");
            throw new RefusedException("That is not the code. It stands where the board was started, and works once; leave it empty for an ordinary account.");
        }

        if (_guard.TakeNew(from) is var wait && wait > TimeSpan.Zero)
            throw new RefusedException($"Enough accounts were made from your address. Try again in {LoginGuard.Say(wait)}.") { RetryAfter = wait };
        byte[] verifier = await MakeAsync(password);
        byte[] keyId = _keys.Create();
        uint id;
        try
        {
            id = (uint)await SubmitAsync(new Register(_time.GetUtcNow(), name, verifier, keyId, _keys.Seal(keyId, PersonalPurpose, personal.ToBytes()), asSysop));
        }
        catch (RefusedException)
        {
            _keys.Drop(keyId);
            throw;
        }

        if (asSysop)
        {
            SysopCode?.Use();
            SysopCode = null;
        }

        await SubmitAsync(new BeginCall(id, _time.GetUtcNow(), 0));
        return new Login(id, name, asSysop);
    }

    /// <summary>Whether a password is a person's: asked again before what cannot be taken back.</summary>
    public async Task CheckPasswordAsync(IPAddress? from, uint id, string password)
    {
        var account = Find(id);
        string key = PersonName.Key(account.Name);
        CheckWait(from, key);
        if (await IsRightAsync(password, account))
            return;
        _guard.Failed(from, key);
        throw new RefusedException("That is not your password.") { IsWrongPassword = true };
    }

    /// <summary>A password for somebody who lost theirs: about 59 bits, in letters and digits that are not mistaken for each other.</summary>
    public static string NewPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 12);

    /// <summary>Sets another password.</summary>
    public async Task SetPasswordAsync(uint id, string password)
    {
        if (PasswordVerifier.Fault(password, Find(id).Name) is { } fault)
            throw new RefusedException(fault);
        await SubmitAsync(new SetPassword(id, await MakeAsync(password)));
    }

    /// <summary>What a person set; what nobody set when the account is gone.</summary>
    public Personal PersonalOf(Account account) => account.Personal.Length == 0 ? new Personal() : Personal.FromBytes(_keys.Open(account.KeyId, PersonalPurpose, account.Personal));

    /// <summary>Keeps what a person set.</summary>
    public async Task SetPersonalAsync(uint id, Personal personal) =>
        await SubmitAsync(new SetPersonal(id, _keys.Seal(Find(id).KeyId, PersonalPurpose, personal.ToBytes())));

    /// <summary>Asks for one-time codes from now on, once a first one shows that the device has the secret.</summary>
    /// <param name="id">The account.</param>
    /// <param name="secret">The secret the device was given.</param>
    /// <param name="code">A code it shows.</param>
    public async Task SetTotpAsync(uint id, byte[] secret, string code)
    {
        if (Step(secret, code) == 0)
            throw new RefusedException("That code is not right, so nothing was changed. It changes every 30 seconds; is the clock of your device right?");
        await SubmitAsync(new SetTotp(id, _keys.Seal(Find(id).KeyId, TotpPurpose, secret)));
    }

    /// <summary>Asks for one-time codes no longer.</summary>
    public async Task DropTotpAsync(uint id) => await SubmitAsync(new SetTotp(id, []));

    /// <summary>Deletes an account, and with its key everything that was sealed for it.</summary>
    /// <param name="id">The account.</param>
    /// <param name="takesPosts">Whether the texts of its posts go as well.</param>
    public async Task DeleteAsync(uint id, bool takesPosts)
    {
        byte[] key = Find(id).KeyId;
        await SubmitAsync(new DeleteAccount(id, takesPosts));
        _keys.Drop(key);
    }

    /// <inheritdoc/>
    public void Dispose() => _checks.Dispose();

    /// <summary>Submits a command.</summary>
    /// <returns>The number of what it made; 0 when it made nothing.</returns>
    /// <exception cref="RefusedException">It was rejected, or nobody knows yet.</exception>
    public async Task<ulong> SubmitAsync(ICommand command)
    {
        var outcome = await _board.SubmitAsync(command);
        if (!outcome.IsApplied)
            throw new RefusedException(outcome.Why);
        return outcome.Result!.Value.Length == sizeof(ulong) ? outcome.Number : 0;
    }

    private Account Find(uint id) => _board.Read(store => Accounts.Find(store, id)) ?? throw new RefusedException("That account does not exist any more.");

    private void CheckWait(IPAddress? from, string key)
    {
        if (_guard.Wait(from, key) is var wait && wait > TimeSpan.Zero)
            throw new RefusedException($"Too many wrong passwords. Try again in {LoginGuard.Say(wait)}.") { RetryAfter = wait };
    }

    private async Task<bool> IsRightAsync(string password, Account? account)
    {
        if (password.Length > PasswordVerifier.MaxPassword)
            return false;
        await _checks.WaitAsync();
        try
        {
            // Somebody unknown, and somebody who has no password, takes as long as somebody known: names cannot be found out by the clock.
            if (account is { Verifier.Length: > 0 })
                return PasswordVerifier.Verify(password, account.Verifier);
            PasswordVerifier.Make(password);
            return false;
        }
        finally
        {
            _checks.Release();
        }
    }

    private async Task<byte[]> MakeAsync(string password)
    {
        await _checks.WaitAsync();
        try
        {
            return PasswordVerifier.Make(password);
        }
        finally
        {
            _checks.Release();
        }
    }

    private long StepOf(Account account, string code) =>
        _keys.Open(account.KeyId, TotpPurpose, account.Totp) is { } secret ? Step(secret, code) : 0;

    /// <summary>The time step of a code, one before and one after now allowed; 0 when it is wrong.</summary>
    private long Step(byte[] secret, string code)
    {
        string digits = string.Concat(code.Where(char.IsAsciiDigit));
        return new Totp(secret).VerifyTotp(_time.GetUtcNow().UtcDateTime, digits, out long step, new VerificationWindow(previous: 1, future: 1)) ? step : 0;
    }
}
