using Monster.Bbs.People;
using Monster.Board.Messages;

namespace Monster.Bbs.Screens;

/// <summary>The words of one's own profile.</summary>
public sealed class EditProfileScreen : FormScreen
{
    private readonly Personal _personal;
    private readonly FormField _place;
    private readonly FormField _about;

    /// <summary>The form, filled in as it is.</summary>
    public EditProfileScreen(Visit visit, Personal personal)
        : base(visit)
    {
        _personal = personal;
        _place = Add(FormField.Text("Where you are", Personal.MaxPlace, "As much as you like to tell; may be empty."));
        _about = Add(FormField.Text("About you", Personal.MaxAbout, "A few words for others; may be empty."));
        (_place.Value, _about.Value) = (personal.Place, personal.About);
    }

    /// <inheritdoc/>
    protected override string Title => "Your profile";

    /// <inheritdoc/>
    protected override string Help => "Everybody can read these words. They are kept sealed with your key, and go when you delete your account.";

    /// <inheritdoc/>
    protected override string Finish => "save";

    /// <inheritdoc/>
    protected override void Submit()
    {
        var changed = _personal with { Place = CleanText.Line(_place.Value), About = CleanText.Line(_about.Value) };
        Work("Saving", async _ =>
        {
            await Visit.Services.Desk.SetPersonalAsync(Visit.Account, changed);
            return true;
        }, _ =>
        {
            Visit.Set(changed);
            Visit.Say("Saved.");
            Views.Close();
        });
    }
}
