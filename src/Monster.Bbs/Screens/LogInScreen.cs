using Monster.Bbs.People;
using Monster.Bbs.Sessions;
using Monster.Board.People;

namespace Monster.Bbs.Screens;

/// <summary>Name and password, and a one-time code where the account asks for one.</summary>
public sealed class LogInScreen : FormScreen
{
    private readonly FormField _name;
    private readonly FormField _password;
    private FormField? _code;

    /// <summary>An empty form.</summary>
    public LogInScreen(Visit visit)
        : base(visit)
    {
        _name = Add(FormField.Text("Name", PersonName.MaxLength, "The name others see. Capitals and accents do not matter."));
        _password = Add(FormField.Text("Password", PasswordVerifier.MaxPassword, isSecret: true));
    }

    /// <inheritdoc/>
    protected override string Title => "Log in";

    /// <inheritdoc/>
    protected override string Help =>
        "Type your name and your password, Enter after each. After some wrong ones you have to wait a little. Forgot your password? Ask the sysop, who can set a new one.\n\n" +
        "No account yet? Escape, then N for New here.";

    /// <inheritdoc/>
    protected override bool WouldLose => false;

    /// <inheritdoc/>
    protected override string Finish => "log in";

    /// <inheritdoc/>
    protected override string Doing => "Logging in";

    /// <inheritdoc/>
    protected override void Submit()
    {
        if (_name.Value.Trim().Length == 0)
        {
            Refuse(_name, "Type your name first.");
            return;
        }

        var (name, password, code) = (_name.Value, _password.Value, _code?.Value);
        Work("Checking", _ => Visit.Services.Desk.LogInAsync(Visit.Caller.Origin.Address, name, password, code), login =>
        {
            if (login is not null)
                Enter(login);
            else
                AskCode();
        });
    }

    private void AskCode()
    {
        _code ??= Add(FormField.Text("One-time code", 8, "The six digits your device shows now."));
        Focus(_code);
    }

    private void Enter(Login login)
    {
        var views = Views;
        views.Close();
        Visit.Enter(login, views);
    }
}
