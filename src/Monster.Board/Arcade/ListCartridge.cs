using System.Security.Cryptography;

namespace Monster.Board;

/// <summary>Puts a cartridge into the catalogue, as today's of its place. Those before it stay, since scores refer to them. Kind 300.</summary>
/// <param name="Sha256">SHA-256 of its file, 64 hexadecimal digits.</param>
/// <param name="Shard">Its place, 0 to 70.</param>
/// <param name="Title">The game's name, 1 to 64 bytes.</param>
/// <param name="Rules">The version of its rules, 1 to 1,000,000.</param>
/// <param name="TicksPerSecond">Of the game, 0 to 1,000; 0 when it is turn-based.</param>
/// <param name="File">The file.</param>
public sealed record ListCartridge(string Sha256, int Shard, string Title, int Rules, int TicksPerSecond, ReadOnlyMemory<byte> File) : ICommand
{
    internal const ushort KindNumber = 300;
    internal const int MaxTitle = 64;
    private const int Shards = 71;
    private const int HashBytes = 32;
    private const int MaxRules = 1_000_000;
    private const int MaxRate = 1_000;

    /// <inheritdoc/>
    public ushort Kind => KindNumber;

    /// <inheritdoc/>
    public void Write(FieldWriter fields) => fields.Hash(Sha256).Byte((byte)Shard).Text(Title).I32(Rules).I32(TicksPerSecond).Bytes(File.Span);

    /// <inheritdoc/>
    public CommandResult Apply(IStore store, ulong index)
    {
        if (Shard >= Shards || Title.Length == 0 || Rules is < 1 or > MaxRules || TicksPerSecond is < 0 or > MaxRate)
            return CommandResult.Rejected("The cartridge's place, name, rules or rate is none.");
        if (Hex.Digits(SHA256.HashData(File.Span)) != Sha256)
            return CommandResult.Rejected("The cartridge's file is not the one its hash names.");
        CartridgeList.Put(store, new ListedCartridge(Sha256, Shard, Title, Rules, TicksPerSecond), File.ToArray());
        return CommandResult.Accepted;
    }

    internal static ICommand Read(ref FieldReader fields) =>
        new ListCartridge(Hex.Digits(fields.Fixed(HashBytes)), fields.Byte(), fields.Text(MaxTitle), fields.I32(), fields.I32(), fields.Bytes(MaxBytesOfFile));

    private const int MaxBytesOfFile = ICommand.MaxBytes;
}
