using Monster.Arcade;
using Monster.Arcade.Tests;

namespace Monster.Web.Tests;

/// <summary>Plays that count and do not end as they should.</summary>
public sealed class TrapTests(TrapTests.TrapBoard board) : IClassFixture<TrapTests.TrapBoard>
{
    /// <summary>The key that no keyboard has and that the game fails on stands behind Q.</summary>
    private static readonly string Fault = $$"""
        (() => { const post = Worker.prototype.postMessage;
          Worker.prototype.postMessage = function (message, ...more) { return post.call(this, message.kind === 'key' && message.key === 113 ? { kind: 'key', key: {{Sample.DivideKey}} } : message, ...more); }; })()
        """;

    [Fact]
    public async Task A_ranked_play_in_which_the_game_fails_is_kept_has_no_score_and_the_next_one_counts()
    {
        await using var visit = await board.Site.VisitUrlAsync("about:blank");
        await visit.Page.AddInitScriptAsync(Fault);
        await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + "#/play/melody-mix");
        await Frogs.BeginAsync(visit);
        await visit.Page.WaitForSelectorAsync("text=Ranked: this play counts");
        await visit.Page.Keyboard.PressAsync("a");
        await visit.Page.Keyboard.PressAsync("q");
        await visit.Page.WaitForSelectorAsync(".card >> text=This is a fault of the game, not yours");
        visit.Forgive(); // the browser tells of the answer with which the board turns it down
        await visit.Page.ClickAsync(".card >> text=Again");
        await Frogs.BeginAsync(visit);
        await visit.Page.WaitForSelectorAsync("text=Ranked: this play counts");
        await visit.Page.Keyboard.PressAsync("a");
        await Pieces.EndAsync(visit, "Enter");
        await visit.Page.WaitForSelectorAsync(".card >> text=Score checked");
        await visit.Page.GotoAsync(board.Address + "#/plays");
        await visit.UntilAsync("() => document.querySelectorAll('tbody tr').length === 2");
        visit.Forgive();
    }

    [Fact]
    public async Task Beginning_again_asks_before_a_ranked_play_is_given_up()
    {
        await using var visit = await board.VisitAsync();
        string name = await board.ComeInAsync(visit);
        await visit.Page.GotoAsync(board.Address + "#/play/melody-mix");
        await Frogs.BeginAsync(visit);
        await visit.Page.WaitForSelectorAsync("text=Ranked: this play counts");
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.ClickAsync(".card >> text=Begin again");
        await visit.Page.WaitForSelectorAsync(".card >> text=Give this ranked play up?");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Frogs.BeginAsync(visit); // nothing is lost
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.ClickAsync(".card >> text=Begin again");
        await visit.Page.ClickAsync(".card >> text=Give it up and begin again");
        await Frogs.BeginAsync(visit);
        await visit.Page.WaitForSelectorAsync("text=Ranked: this play counts");
        await visit.Page.GotoAsync(board.Address + "#/people?name=" + Uri.EscapeDataString(name));
        await visit.Page.ClickAsync($"td >> text='{name}'");
        await visit.Page.WaitForSelectorAsync("dd >> text=1 ranked play");
    }

    /// <summary>A board whose one game fails at one key and ends at Enter.</summary>
    public sealed class TrapBoard(Site site) : OpenBoard(site)
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("monster-trap-").FullName;
        private readonly CartridgeRuntime _runtime = new();
        private Catalogue? _games;

        protected override Catalogue Games => _games ??= Make();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _games?.Dispose();
            _runtime.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private Catalogue Make()
        {
            byte[] file = Sample.Build(Sample.Manifest with { Title = "Melody Mix", Shard = 17 });
            File.WriteAllBytes(Path.Combine(_folder, "MelodyMix.wasm"), file);
            return new Catalogue(_runtime, CartridgeLock.Parse($"MelodyMix {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))}\n", "test"), _folder);
        }
    }
}
