using System.Text;
using Monster.Cartridge;
using Monster.Testing;

namespace Monster.Games.Tests;

public sealed class KeyPressTests : GameTests<KeyPress>
{
    protected override (int Early, int Middle, int Late) GoldenTicks => (0, 1_200, 3_990);

    protected override int LargeScore => 10_000;

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void Every_list_holds_different_words_of_its_length(int length)
    {
        string list = Encoding.ASCII.GetString(KeyPress.List(length));
        Assert.Equal(0, list.Length % (length + 1));
        string[] words = list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(list.Length / (length + 1), words.Length);
        Assert.All(words, word => Assert.Matches($"^[a-z]{{{length}}}$", word));
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.True(words.Select(word => word[0]).Distinct().Count() >= KeyPress.Slots, "Too few first letters to tell the words in the sky apart.");
    }

    [Fact]
    public void A_word_typed_pays_and_a_slip_resets_the_combo()
    {
        var play = new NativePlay<KeyPress>(9);
        play.Tick(Key.None);
        while (play.Score == 0)
            play.Tick(play.Game.Wanted);
        Assert.InRange(play.Score, 30, 200);
        for (int i = 0; i < 26; i++)
            play.Tick(play.Game.Wanted);
        while (play.Game.Multiplier < 2)
            play.Tick(play.Game.Wanted);
        play.Tick(play.Game.Wanted == 'x' ? 'y' : 'x');
        Assert.Equal(1, play.Game.Multiplier);
    }

    [Fact]
    public void Who_types_nothing_loses_the_town()
    {
        var play = new NativePlay<KeyPress>(3);
        while (play.Ticks < 3_000 && play.Status == Status.Playing)
            play.Tick(Key.None);
        Assert.Equal(Status.Over, play.Status);
        Assert.Contains("The town is gone", play.Picture(), StringComparison.Ordinal);
    }

    /// <summary>Sixty words a minute, and one slip in thirty.</summary>
    protected override Func<KeyPress, int> SensibleBot(uint seed)
    {
        var random = new Rng(seed, 11, 0, 0);
        int tick = 0;
        return game => ++tick % 5 != 0 ? Key.None : random.OneIn(30) ? 'q' : game.Wanted;
    }
}
