using Microsoft.Playwright;

namespace Monster.Web.Tests;

/// <summary>The orders of the grid that the 71 modules make.</summary>
public sealed class OrderTests(Site site)
{
    private const string Sixfold = ".order [role=status] >> text=6 isogenies of degree 5";

    [Fact]
    public async Task The_grid_stands_in_the_order_that_the_modules_answer_and_loads_none_before()
    {
        await using var visit = await site.VisitAsync();
        var asked = new List<string>();
        visit.Page.Request += (_, request) => asked.Add(request.Url);
        await visit.Page.WaitForSelectorAsync(".order button");
        Assert.DoesNotContain(asked, url => url.Contains("hecke", StringComparison.Ordinal));
        var byNumber = await NotesAsync(visit);

        await visit.Page.ClickAsync("text=Next door");
        await visit.Page.Locator(".order select").SelectOptionAsync("17");
        await visit.Page.WaitForSelectorAsync(Sixfold);
        var doors = await NotesAsync(visit);
        Assert.Equal("", await visit.Page.Locator(".order .bad").InnerTextAsync());
        Assert.Equal("here", doors.Single(n => n.Shard == 17).Note);
        Assert.Equal([3, 8, 18, 20, 39, 50], doors.Where(n => n.Note == "next door").Select(n => n.Shard).Order()); // as shard 17's own module tells
        Assert.All(doors.GroupBy(n => n.List), list => Assert.Equal(list.OrderBy(Away).ThenBy(n => n.Shard), list));
        await visit.Page.FocusAsync("a.tile >> nth=0");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.activeElement === document.querySelectorAll('a.tile')[1]"), "arrows go to another tile than the next one");
        await visit.Page.ReloadAsync(); // the address keeps the choice
        await visit.Page.WaitForSelectorAsync(Sixfold);
        Assert.Equal(doors, await NotesAsync(visit));

        await visit.Page.ClickAsync("text=38 cells");
        await visit.Page.WaitForSelectorAsync(".order [role=status] >> text=33 pairs");
        Assert.Equal([4, 27, 38, 53, 62], (await NotesAsync(visit)).Where(n => n.Note == "a cell alone").Select(n => n.Shard).Order());
        await visit.Page.ClickAsync("text=Legacy order (not a Hecke operator)");
        await visit.Page.WaitForSelectorAsync(".order [role=status] >> text=not a Hecke operator");
        Assert.NotEqual(byNumber.Select(n => n.Shard), (await NotesAsync(visit)).Select(n => n.Shard));
        await visit.Page.ClickAsync("text=By number");
        await visit.UntilAsync("() => document.querySelectorAll('.note:not(:empty)').length === 0");
        Assert.Equal(byNumber, await NotesAsync(visit));

        static int Away(Placed tile) => tile.Note == "here" ? 0 : tile.Note.StartsWith("next door", StringComparison.Ordinal) ? 1 : int.Parse(tile.Note.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_missing_module_is_named_and_nothing_answers_in_its_place()
    {
        await using var visit = await site.VisitAsync("#/?order=door&from=17");
        await visit.Page.WaitForSelectorAsync(Sixfold);
        await visit.Page.Context.RouteAsync("**/hecke_layer_17_*", route => route.FulfillAsync(new RouteFulfillOptions { Status = 404 }));
        await visit.Page.ReloadAsync();
        await visit.Page.WaitForSelectorAsync(".order [role=status] >> text=its module is missing");
        Assert.Contains("shard 17: the module is missing (404)", await visit.Page.Locator(".order .bad").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(70, (await NotesAsync(visit)).Count(n => n.Note == "no way known"));
        await visit.Page.ClickAsync("text=38 cells");
        await visit.Page.WaitForSelectorAsync(".order [role=status] >> text=33 pairs");
        Assert.Equal("its module is missing", (await NotesAsync(visit)).Single(n => n.Shard == 17).Note);
        visit.Forgive();
    }

    private static async Task<Placed[]> NotesAsync(Visit visit) =>
        await visit.Page.EvaluateAsync<Placed[]>("() => [...document.querySelectorAll('.note')].map(n => ({ List: n.closest('ul').className, Shard: +n.dataset.shard, Note: n.textContent }))");

    private sealed record Placed
    {
        public string List { get; init; } = "";

        public int Shard { get; init; }

        public string Note { get; init; } = "";
    }
}
