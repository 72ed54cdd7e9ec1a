using System.Text.RegularExpressions;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Arcade.Tests.Screens;
using Monster.Bbs.Arcade;
using Monster.Bbs.Tests.Screens;
using Monster.Board;
using Monster.Terminal;
using Monster.Testing;

namespace Monster.Bbs.Tests.Arcade;

/// <summary>What people see of the arcade on the board, kept as golden files. What is drawn by lot (hashes) is masked.</summary>
public sealed partial class ArcadeGoldenTests : IAsyncLifetime
{
    private ArcadeBoard _board = null!;

    public async ValueTask InitializeAsync() => _board = await ArcadeBoard.OpenAsync();

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Theory]
    [InlineData(80, 24, TerminalEncoding.Cp437)]
    [InlineData(80, 24, TerminalEncoding.Utf8)]
    [InlineData(132, 50, TerminalEncoding.Cp437)]
    [InlineData(132, 50, TerminalEncoding.Utf8)]
    public async Task Each_screen_of_the_arcade_is_as_it_was(int width, int height, TerminalEncoding encoding)
    {
        var ann = await _board.SitAsync(ArcadeBoard.Ann);
        ann.Press("abc").Wait(1_000);
        var screens = new ArcadeScreens(_board.Service, ArcadeBoard.Bob);
        Check("live", screens.Live());
        var grid = new GridView(_board.Service.HallFor(ArcadeBoard.Bob), _board.Time);
        await new Stage().Open(grid).Wait(1).FinishAsync(grid.Loading!);
        Check("grid", grid);
        Check("watch", new LiveView(_board.Service.Live.All()[0], "bob"));
        Check("play", ann.Stage.Top!);
        ann.Press("Escape");
        Check("play-paused", ann.Stage.Top!);
        ann.Press("Enter").Wait(100).Press("Enter").Wait(50);
        await ann.SeesAsync("Score checked");
        Check("play-over", ann.Stage.Top!);
        ann.HangUp();
        string id = Assert.Single(_board.Host.Read(store => Plays.Recent(store, 10))).Id;
        Check("records", screens.Records());
        Check("scores", screens.Scores(ArcadeBoard.Ticking));
        Check("scores-empty", screens.Scores(ArcadeBoard.Turns));
        Check("play-page", screens.Page(id));
        var daily = new Stage().Open(screens.Daily());
        await daily.UntilAsync(() => daily.Text().Contains("You have one try", StringComparison.Ordinal));
        Check("daily", daily.Top!);
        Check("carry-on", screens.CarryOn());
        var bob = await _board.SitAsync(ArcadeBoard.Bob);
        bob.Press("ab").Wait(500).HangUp();
        await bob.Stage.UntilAsync(() => _board.Service.HallFor(ArcadeBoard.Bob).Waiting().Count > 0);
        Check("waiting", screens.Waiting()!);

        void Check(string name, View view)
        {
            bool isOpen = view.Views.IsOpen(view);
            if (!isOpen)
                new OpenViews(() => { }).Open(view);
            if (!isOpen)
                view.Shown(TimeSpan.Zero);
            string[] parts = ScreenPicture.Of(view, width, height, encoding).Split("--- ink", 2);
            string picture = Hashes().Replace(parts[0], match => new string('x', match.Length)) + "--- ink" + parts[1];
            if (!isOpen)
                view.Dispose();
            Golden.Check($"arcade/{name}-{width}x{height}-{encoding}", picture);
        }
    }

    [GeneratedRegex("[0-9a-f]{8,}")]
    private static partial Regex Hashes();
}
