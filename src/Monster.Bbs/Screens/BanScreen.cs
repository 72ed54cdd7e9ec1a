using Monster.Board.Messages;
using Monster.Board.People;

namespace Monster.Bbs.Screens;

/// <summary>The sysop's form for a ban.</summary>
public sealed class BanScreen : FormScreen
{
    private static readonly string[] Lengths = ["an hour", "a day", "a week", "for good", "no longer banned"];

    private readonly uint _account;
    private readonly string _name;
    private readonly Action? _then;
    private readonly FormField _length;
    private readonly FormField _reason;

    /// <summary>A form for an account.</summary>
    public BanScreen(Visit visit, uint account, string name, Action? then)
        : base(visit)
    {
        (_account, _name, _then) = (account, name, then);
        _length = Add(FormField.OneOf("How long", Lengths));
        _reason = Add(FormField.Text("Why", 80, "Shown to the person."));
    }

    /// <inheritdoc/>
    protected override string Title => $"Ban {_name}";

    /// <inheritdoc/>
    protected override string Help => "Somebody banned can neither log in nor write. Scores and posts stay.";

    /// <inheritdoc/>
    protected override string Finish => "ban";

    /// <inheritdoc/>
    protected override void Submit()
    {
        var now = Visit.Services.Time.GetUtcNow();
        var until = _length.Choice switch
        {
            0 => now.AddHours(1),
            1 => now.AddDays(1),
            2 => now.AddDays(7),
            3 => new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero),
            _ => DateTimeOffset.UnixEpoch,
        };
        Work("Banning", async _ => await Visit.Services.Desk.SubmitAsync(new Ban(_account, until, CleanText.Line(_reason.Value))), _ =>
        {
            Visit.Services.Log.Add($"{Visit.Name} banned {_name}: {_length.Value}. {_reason.Value}");
            Visit.Say($"{_name}: {_length.Value}.");
            if (until > now)
                _then?.Invoke();
            Views.Close();
        });
    }
}
