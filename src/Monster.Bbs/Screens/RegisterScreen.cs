using Monster.Bbs.People;
using Monster.Board.People;

namespace Monster.Bbs.Screens;

/// <summary>Makes an account: a name and a password.</summary>
public sealed class RegisterScreen : FormScreen
{
    private readonly FormField _name;
    private readonly FormField _password;
    private readonly FormField _again;
    private readonly FormField? _code;

    /// <summary>An empty form; with a field for the sysop's code as long as there is no sysop.</summary>
    public RegisterScreen(Visit visit)
        : base(visit)
    {
        _name = Add(FormField.Text("Name", PersonName.MaxLength, "2 to 20 letters, digits, spaces or . - _ ': the name others see."));
        _password = Add(FormField.Text("Password", PasswordVerifier.MaxPassword, $"{PasswordVerifier.MinPassword} characters or more. A few words are easier to keep than odd signs.", isSecret: true));
        _again = Add(FormField.Text("Password again", PasswordVerifier.MaxPassword, "Once more, so that no slip locks you out.", isSecret: true));
        if (visit.Services.Desk.SysopCode is not null)
            _code = Add(FormField.Text("Sysop code", 20, "Only if you run this board: it stands where the board was started. Else just press Enter."));
    }

    /// <inheritdoc/>
    protected override string Title => "New here";

    /// <inheritdoc/>
    protected override string Help =>
        "A name and a password are all that is needed, and all that is kept of you. The password is kept as an Argon2id verifier, which cannot be turned back.\n\n" +
        "Your letters and settings are sealed with a key of your own; when you delete your account the key goes, and nobody can read them any more.\n\n" +
        "The board asks for no mail address: choose a password you can keep.";

    /// <inheritdoc/>
    protected override string Intro => "Welcome! Choose a name and a password, nothing else is asked.";

    /// <inheritdoc/>
    protected override string Finish => "make the account";

    /// <inheritdoc/>
    protected override string Doing => "New here";

    /// <inheritdoc/>
    protected override void Submit()
    {
        string name = _name.Value.Trim();
        if (PersonName.Fault(name) is { } fault)
            Refuse(_name, fault);
        else if (PasswordVerifier.Fault(_password.Value, name) is { } weak)
            Refuse(_password, weak);
        else if (_again.Value != _password.Value)
            Refuse(_again, "The two passwords are not the same.");
        else
            Make(name, _password.Value, _code?.Value.Trim() ?? "");
    }

    private void Make(string name, string password, string code)
    {
        var personal = Visit.Personal with { IsLineMode = Visit.Caller.Terminal.Facts.IsLineMode };
        Work("Making your account", _ => Visit.Services.Desk.RegisterAsync(Visit.Caller.Origin.Address, name, password, code, personal), login =>
        {
            Visit.Services.Log.Add($"{login.Name} is new here{(login.IsSysop ? ", as the sysop" : "")}.");
            var views = Views;
            views.Close();
            Visit.Enter(login, views);
        });
    }
}
