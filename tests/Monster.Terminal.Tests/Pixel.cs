namespace Monster.Terminal.Tests;

/// <summary>What an emulated terminal shows in a cell. Colours are 0-15, or <see cref="Default"/> for the terminal's own.</summary>
internal readonly record struct Pixel(string Text, int Foreground, int Background, bool Bold, bool Reverse)
{
    public const int Default = -1;

    public static Pixel Erased => new(" ", Default, Default, false, false);
}
