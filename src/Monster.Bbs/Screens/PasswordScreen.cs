using Monster.Bbs.People;

namespace Monster.Bbs.Screens;

/// <summary>Another password.</summary>
public sealed class PasswordScreen : FormScreen
{
    private readonly FormField _old;
    private readonly FormField _new;
    private readonly FormField _again;

    /// <summary>An empty form.</summary>
    public PasswordScreen(Visit visit)
        : base(visit)
    {
        _old = Add(FormField.Text("Old password", PasswordVerifier.MaxPassword, isSecret: true));
        _new = Add(FormField.Text("New password", PasswordVerifier.MaxPassword, $"{PasswordVerifier.MinPassword} characters or more.", isSecret: true));
        _again = Add(FormField.Text("New one again", PasswordVerifier.MaxPassword, isSecret: true));
    }

    /// <inheritdoc/>
    protected override string Title => "Change your password";

    /// <inheritdoc/>
    protected override string Help => "The old password shows that it is you. From the next call on only the new one counts.";

    /// <inheritdoc/>
    protected override string Finish => "change it";

    /// <inheritdoc/>
    protected override void Submit()
    {
        if (PasswordVerifier.Fault(_new.Value, Visit.Name) is { } weak)
        {
            Refuse(_new, weak);
            return;
        }

        if (_again.Value != _new.Value)
        {
            Refuse(_again, "The two new passwords are not the same.");
            return;
        }

        var (old, changed) = (_old.Value, _new.Value);
        Work("Changing", async _ =>
        {
            await Visit.Services.Desk.CheckPasswordAsync(Visit.Caller.Origin.Address, Visit.Account, old);
            await Visit.Services.Desk.SetPasswordAsync(Visit.Account, changed);
            return true;
        }, _ =>
        {
            Visit.Say("Your password is changed.");
            Views.Close();
        });
    }
}
