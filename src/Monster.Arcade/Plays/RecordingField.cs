namespace Monster.Arcade;

/// <summary>The integer keys of a recording's map. The numbers are the format (docs/play-format.md): never change or reuse one.</summary>
internal enum RecordingField
{
    Cartridge = 1,
    Abi = 2,
    Rules = 3,
    Seed = 4,
    Keys = 5,
    Ticks = 6,
    Status = 7,
    Score = 8,
    StateHash = 9,
    Checkpoints = 10,
    Trap = 11,
    Player = 12,
    Node = 13,
    Ticket = 14,
    Started = 15,
    Ended = 16,
    Rhythm = 17,
    PublicKey = 20,
    Signature = 21,
}
