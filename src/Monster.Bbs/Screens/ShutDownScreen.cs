namespace Monster.Bbs.Screens;

/// <summary>Shuts the board down, with notice.</summary>
public sealed class ShutDownScreen : FormScreen
{
    private static readonly (string Text, TimeSpan Notice)[] Notices =
        [("at once", TimeSpan.Zero), ("in half a minute", TimeSpan.FromSeconds(30)), ("in two minutes", TimeSpan.FromMinutes(2)), ("in five minutes", TimeSpan.FromMinutes(5))];

    private readonly FormField _when;

    /// <summary>The form.</summary>
    public ShutDownScreen(Visit visit)
        : base(visit)
    {
        _when = Add(FormField.OneOf("When", [.. Notices.Select(notice => notice.Text)]));
        _when.Choice = 1;
    }

    /// <inheritdoc/>
    protected override string Title => "Shut down";

    /// <inheritdoc/>
    protected override string Help => "Everyone is told, nobody new is let in, and after the notice the board ends. What is being played or written is kept.";

    /// <inheritdoc/>
    protected override string Finish => "shut down";

    /// <inheritdoc/>
    protected override void Submit()
    {
        if (Visit.Services.ShutDown is not { } shutDown)
        {
            Refuse(_when, "This board is ended where it was started: Ctrl-C there, or the service manager.");
            return;
        }

        var notice = Notices[_when.Choice];
        Views.Open(new Confirm(Visit, $"Shut down {notice.Text}?", $"{Visit.Services.OnlineCount} online now.", "No", "Shut down", () =>
        {
            Visit.Services.Log.Add($"{Visit.Name} shuts the board down {notice.Text}.");
            shutDown(notice.Notice);
            Visit.Say("Everyone is told.");
            Views.Close();
        }));
    }
}
