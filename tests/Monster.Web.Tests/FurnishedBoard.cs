namespace Monster.Web.Tests;

/// <summary>A board with a sysop and a thread, to look around in.</summary>
public sealed class FurnishedBoard(Site site) : OpenBoard(site)
{
    /// <summary>The sysop's cookies.</summary>
    public string Sysop { get; private set; } = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var visit = await VisitAsync();
        await ComeInAsync(visit, SysopCode);
        await visit.Page.GotoAsync(Address + "#/write/17");
        await visit.Page.FillAsync("[name=subject]", "A thread");
        await visit.Page.FillAsync("[name=body]", "> quoted\nand answered");
        await visit.Page.ClickAsync("form button");
        await visit.Page.WaitForSelectorAsync("article");
        Sysop = await visit.Page.Context.StorageStateAsync();
    }
}
