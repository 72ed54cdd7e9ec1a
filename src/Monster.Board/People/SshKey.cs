namespace Monster.Board.People;

/// <summary>An SSH key of an account. The key itself is sealed: the board needs its hash only, for sshd has checked the rest.</summary>
/// <param name="Hash">SHA-256 of the public half as SSH encodes it (RFC 4253, 6.6): what <c>ssh-keygen -l</c> shows.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Since">When it was added.</param>
/// <param name="IsProven">Whether the person has called with it; else it was only pasted, which anybody can do with a public key.</param>
/// <param name="Sealed">The line of the public half and its name, sealed with the person's key.</param>
public sealed record SshKey(byte[] Hash, uint Account, DateTimeOffset Since, bool IsProven, byte[] Sealed)
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = 32;

    internal byte[] ToBytes() => new FieldWriter().Byte(1).U32(Account).Time(Since).Bool(IsProven).Bytes(Sealed).ToArray();

    internal static SshKey FromBytes(byte[] hash, byte[] bytes)
    {
        var fields = new FieldReader(bytes);
        return fields.Byte() == 1
            ? new SshKey(hash, fields.U32(), fields.Time(), fields.Bool(), fields.Bytes(PeopleLimits.SshKey))
            : throw new BoardFormatException("An SSH key is of a newer version than this program.");
    }
}
