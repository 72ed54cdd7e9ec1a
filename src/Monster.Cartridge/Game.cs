using System.Diagnostics.CodeAnalysis;

namespace Monster.Cartridge;

/// <summary>
/// A game: a pure function of a seed and the keys pressed. Derive a sealed class, keep the state in its fields,
/// and describe it with <see cref="ManifestAttribute"/>. Objects and arrays are made in the constructor, in field
/// initialisers or in <see cref="Init"/>, and reused after that: there is no collector in a cartridge.
/// </summary>
public abstract class Game
{
    /// <summary>Random numbers from the play's seed. Ready when <see cref="Init"/> is called.</summary>
    [SuppressMessage("Design", "CA1051", Justification = "A mutable struct must be a field to change in place.")]
    protected Rng Random;

    /// <summary>The score now, never negative. It must not change the state.</summary>
    public abstract int Score { get; }

    /// <summary>One tick.</summary>
    /// <param name="key">A code of <see cref="Key"/>, 0 when no key was pressed. Any value must be taken.</param>
    public abstract Status Update(int key);

    /// <summary>Draws the whole screen, which is blank when this is called. It must not change the state.</summary>
    public abstract void Draw(Screen screen);

    /// <summary>Sets up a play. <see cref="Random"/> is seeded; every other field is as the constructor left it.</summary>
    protected abstract void Init();

    /// <summary>The host's first call: seeds <see cref="Random"/> and calls <see cref="Init"/>.</summary>
    public void Start(uint seed0, uint seed1, uint seed2, uint seed3)
    {
        Random = new Rng(seed0, seed1, seed2, seed3);
        Init();
    }

    /// <summary>The host's call for a picture: blanks the cells and silences the voices, then draws.</summary>
    /// <param name="cells">80x24 cells by row, as <see cref="Screen.Pack"/> makes them.</param>
    /// <param name="voices">Four voices.</param>
    public void Render(Span<uint> cells, Span<uint> voices)
    {
        uint blank = Screen.Pack(' ', Color.Silver, Color.Black);
        for (int i = 0; i < cells.Length; i++)
            cells[i] = blank;
        for (int i = 0; i < voices.Length; i++)
            voices[i] = 0;
        Draw(new Screen(cells, voices));
    }
}
