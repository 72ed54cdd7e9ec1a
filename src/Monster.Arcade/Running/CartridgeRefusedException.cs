using System.Diagnostics.CodeAnalysis;

namespace Monster.Arcade;

/// <summary>A file is not a cartridge of ABI 1.</summary>
[SuppressMessage("Design", "CA1032", Justification = "A refusal always has its reasons.")]
public sealed class CartridgeRefusedException : ArcadeException
{
    /// <summary>A refusal.</summary>
    /// <param name="name">What was refused: a file's or a game's name.</param>
    /// <param name="faults">Why, one sentence each, at least one.</param>
    public CartridgeRefusedException(string name, IReadOnlyList<string> faults)
        : base($"{name} is not a cartridge. {faults[0]}")
    {
        Faults = faults;
    }

    /// <summary>Why, one sentence each, the most telling first.</summary>
    public IReadOnlyList<string> Faults { get; }
}
