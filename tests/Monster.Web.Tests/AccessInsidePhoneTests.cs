using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>Every page of a board for who is logged in, on a phone, light and dark.</summary>
public sealed class AccessInsidePhoneTests(Site site, FurnishedBoard board) : IClassFixture<FurnishedBoard>
{
    [Theory]
    [InlineData(ColorScheme.Dark)]
    [InlineData(ColorScheme.Light)]
    public async Task No_page_of_a_board_has_a_barrier(ColorScheme scheme) => await Looking.AtAsync(site, "inside", board.Address, board.Sysop, true, scheme,
        "", "#/now", "#/scores", "#/scores/river-flow", "#/boards", "#/board/17", "#/thread/1", "#/write/17", "#/search?words=quoted", "#/person/1", "#/people", "#/mail", "#/mail/write", "#/account", "#/plays", "#/sysop", "#/call");
}
