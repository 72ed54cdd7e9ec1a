using Monster.Arcade.Screens;

namespace Monster.Arcade.Tests.Screens;

/// <summary>Numbers as tiles show them.</summary>
public sealed class ScreenPartsTests
{
    [Theory]
    [InlineData(null, "–")]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1_000, "1.0k")]
    [InlineData(1_999, "1.9k")]
    [InlineData(9_949, "9.9k")]
    [InlineData(9_950, "9k")]
    [InlineData(12_345, "12k")]
    [InlineData(999_999, "999k")]
    [InlineData(1_250_000, "1.2M")]
    [InlineData(999_999_999, "999M")]
    [InlineData(int.MaxValue, "2.1G")]
    public void A_score_fits_four_characters_and_is_never_rounded_up(int? score, string expected) =>
        Assert.Equal(expected, ScreenParts.ShortScore(score));
}
