namespace Monster.Cartridge.Tests;

public sealed class KeyTests
{
    [Fact]
    public void Codes_are_those_of_the_contract()
    {
        Assert.Equal([0, 8, 9, 13, 32], [Key.None, Key.Backspace, Key.Tab, Key.Enter, Key.Space]);
        Assert.Equal([256, 257, 258, 259], [Key.Up, Key.Down, Key.Left, Key.Right]);
        Assert.Equal([260, 261, 262, 263, 264, 265], [Key.Home, Key.End, Key.PageUp, Key.PageDown, Key.Insert, Key.Delete]);
        Assert.Equal([273, 283], [Key.F2, Key.F12]);
    }

    [Theory]
    [InlineData(0x0000_0100, 256, 0)]
    [InlineData(0x000F_0100, 256, 15)]
    [InlineData(0x0003_0020, 32, 3)]
    [InlineData(-1, 0xFFFF, 15)]
    [InlineData(int.MinValue, 0, 0)]
    public void A_key_is_a_code_and_a_player(int key, int code, int player)
    {
        Assert.Equal(code, Key.Code(key));
        Assert.Equal(player, Key.Player(key));
    }

    [Fact]
    public void Lower_turns_capitals_and_nothing_else()
    {
        for (int key = -300; key < 400; key++)
            Assert.Equal(key is >= 'A' and <= 'Z' ? char.ToLowerInvariant((char)key) : key, Key.Lower(key));
    }
}
