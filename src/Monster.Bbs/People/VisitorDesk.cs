using Monster.Bbs.Sessions;
using Monster.Board.People;

namespace Monster.Bbs.People;

/// <summary>Lets in callers of other boards, which vouch for them. New accounts of one board are limited, so that none can fill this one.</summary>
public sealed class VisitorDesk
{
    /// <summary>New accounts of one board.</summary>
    public static readonly Rate NewRate = new(50, TimeSpan.FromSeconds(30));

    private readonly BoardHost _board;
    private readonly KeyVault _keys;
    private readonly AccountDesk _desk;
    private readonly TimeProvider _time;
    private readonly RateLimiter _new;

    /// <summary>A desk of a board.</summary>
    public VisitorDesk(BoardHost board, KeyVault keys, AccountDesk desk, TimeProvider time)
    {
        (_board, _keys, _desk, _time) = (board, keys, desk, time);
        _new = new RateLimiter(NewRate, time);
    }

    /// <summary>Begins a call; the first one makes the account.</summary>
    /// <exception cref="RefusedException">Why not.</exception>
    public async Task<Login> WelcomeAsync(VisitorOrigin origin)
    {
        uint id = _board.Read(store => Visitors.Find(store, origin))?.Id ?? await MakeAsync(origin);
        await _desk.SubmitAsync(new BeginCall(id, _time.GetUtcNow(), 0));
        return new Login(id, _board.Read(store => Accounts.NameOf(store, id)));
    }

    private async Task<uint> MakeAsync(VisitorOrigin origin)
    {
        if (_new.Take(origin.Board) is var wait && wait > TimeSpan.Zero)
            throw new RefusedException($"Many callers of {origin.Board} are new here. Try again in {LoginGuard.Say(wait)}.");
        byte[] keyId = _keys.Create();
        try
        {
            uint id = (uint)await _desk.SubmitAsync(new WelcomeVisitor(_time.GetUtcNow(), origin.Board, origin.Alias, keyId, []));
            if (!_board.Read(store => Accounts.Find(store, id)?.KeyId.AsSpan().SequenceEqual(keyId) ?? false))
                _keys.Drop(keyId); // the same person came in at the same moment by another line
            return id;
        }
        catch (RefusedException)
        {
            _keys.Drop(keyId);
            throw;
        }
    }
}
