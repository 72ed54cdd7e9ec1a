using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Board;

namespace Monster.Bbs.Arcade;

/// <summary>Where ranked plays go from one connection to another, and which of them are being played here now.</summary>
public sealed class MovingDesk
{
    /// <summary>Letters and digits that are not mistaken for others (Crockford's base 32).</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int CodeLength = 8;

    /// <summary>How long the connection that a play leaves has to let go of it.</summary>
    private static readonly TimeSpan LetGo = TimeSpan.FromSeconds(5);

    private readonly BoardHost _board;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(ulong Player, ulong Serial), BoardCompany> _running = new();

    /// <summary>The desk of a board.</summary>
    public MovingDesk(BoardHost board, TimeProvider time) => (_board, _time) = (board, time);

    /// <summary>Whether a ranked play is on somebody's screen now.</summary>
    public bool IsRunning(ulong player, ulong serial) => _running.ContainsKey((player, serial));

    /// <summary>Makes a code for a play.</summary>
    /// <exception cref="ArcadeException">There is none; the message says why.</exception>
    public async Task<MovingCode> OfferAsync(ulong player, ulong serial, uint owner)
    {
        string code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        var now = _time.GetUtcNow();
        var outcome = await _board.SubmitAsync(new OfferPlay(player, serial, owner, HashOf(code), now));
        return outcome.IsApplied ? new MovingCode($"{code[..4]}-{code[4..]}", now + MovingCodes.Life) : throw new ArcadeException(outcome.Why);
    }

    /// <summary>The play stays where it is.</summary>
    /// <returns>False when it has gone.</returns>
    public async Task<bool> KeepAsync(ulong player, ulong serial, uint owner) => (await _board.SubmitAsync(new KeepPlay(player, serial, owner))).IsApplied;

    /// <summary>Takes a play by its code: the connection that has it lets go, and the ticket is this one's.</summary>
    /// <param name="code">As it was typed: case, blanks and dashes do not matter.</param>
    /// <param name="account">Who takes it; 0 for somebody who is not logged in.</param>
    /// <exception cref="ArcadeException">There is no play for it; the message says why.</exception>
    public async Task<(Ticket Ticket, uint Owner)> TakeAsync(string code, ulong account)
    {
        if (Normal(code) is not { } normal)
            throw new ArcadeException($"A code has {CodeLength} letters and digits, such as 7K3M-Q2XW.");
        var outcome = await _board.SubmitAsync(new TakePlay(HashOf(normal), account, _time.GetUtcNow()));
        if (!outcome.IsApplied)
            throw new ArcadeException(outcome.Why);
        var (player, serial, owner) = TakePlay.Taken(outcome.Result!.Value);
        if (_running.TryGetValue((player, serial), out var before))
        {
            before.MoveAway();
            await Task.WhenAny(before.Ended, Task.Delay(LetGo, _time));
            _running.TryRemove(new KeyValuePair<(ulong, ulong), BoardCompany>((player, serial), before));
        }

        return (_board.Read(store => Monster.Board.Tickets.Find(store, player, serial))!, owner);
    }

    internal bool Enter(PlayTicket ticket, BoardCompany company) => _running.TryAdd((ticket.Player, ticket.Serial), company);

    internal void Leave(PlayTicket ticket, BoardCompany company) =>
        _running.TryRemove(new KeyValuePair<(ulong, ulong), BoardCompany>((ticket.Player, ticket.Serial), company));

    /// <summary>A code as it was made: letters that look like digits are those digits.</summary>
    private static string? Normal(string code)
    {
        string plain = string.Concat(code.ToUpperInvariant().Where(c => c is not (' ' or '-')).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
        return plain.Length == CodeLength && plain.All(Alphabet.Contains) ? plain : null;
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("monster moving code 1\n" + code)));
}
