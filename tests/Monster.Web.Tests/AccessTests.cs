using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>Every page of a site without a board, and of a board that nobody is logged in to, on a desk and a phone, light and dark.</summary>
public sealed class AccessTests(Site site, OpenBoard board) : IClassFixture<OpenBoard>
{
    [Theory]
    [InlineData(false, ColorScheme.Dark)]
    [InlineData(false, ColorScheme.Light)]
    [InlineData(true, ColorScheme.Dark)]
    [InlineData(true, ColorScheme.Light)]
    public async Task No_page_without_a_board_has_a_barrier(bool phone, ColorScheme scheme) =>
        await Looking.AtAsync(site, "alone", site.Address, null, phone, scheme, "", "#/play/block-drop", "#/demo/bear-hug", "#/verify", "#/plays", "observatory.html");

    [Theory]
    [InlineData(false, ColorScheme.Dark)]
    [InlineData(false, ColorScheme.Light)]
    [InlineData(true, ColorScheme.Dark)]
    [InlineData(true, ColorScheme.Light)]
    public async Task No_page_for_a_stranger_has_a_barrier(bool phone, ColorScheme scheme) =>
        await Looking.AtAsync(site, "outside", board.Address, null, phone, scheme, "", "#/account", "#/now", "#/call", "#/play/tool-box");
}
