using Monster.Bbs.People;
using Monster.Terminal;
using QRCoder;

namespace Monster.Bbs.Screens;

/// <summary>Turns one-time codes on: a secret to take up, as a picture and as text, and a first code to show that it worked.</summary>
public sealed class TotpScreen : Screen
{
    private readonly TotpOffer _offer;
    private readonly TextField _code = new(8);
    private readonly QRCodeData _picture;

    /// <summary>Offers a secret. Nothing counts before a code of it was typed.</summary>
    public TotpScreen(Visit visit, TotpOffer offer)
        : base(visit)
    {
        _offer = offer;
        _picture = QRCodeGenerator.GenerateQrCode(_offer.Uri, QRCodeGenerator.ECCLevel.L);
    }

    /// <inheritdoc/>
    protected override string Title => "One-time codes";

    /// <inheritdoc/>
    protected override string Help => "Take the secret into an authenticator program (Aegis, 2FAS, Google Authenticator and others), by its picture or by typing it. Then type the six digits it shows. From the next call on the board asks for such a code after the password.\n\nIf you lose the device, the sysop can turn the codes off.";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => [("Enter", "turn on")];

    /// <inheritdoc/>
    protected override bool IsTyping => true;

    /// <inheritdoc/>
    protected override IEnumerable<string>? Told => [$"The secret for your authenticator program: {string.Join(' ', _offer.Text.Chunk(4).Select(group => new string(group)))}", "Type the six digits it shows:"];

    /// <inheritdoc/>
    public override void Answer(string line, TimeSpan now)
    {
        if (LineKeys.Named(line) is { Code: KeyCode.Escape or KeyCode.F1 } named)
        {
            Press(named, now);
            return;
        }

        _code.Text = line.Trim();
        Press(new KeyPress(KeyCode.Enter), now);
    }

    /// <inheritdoc/>
    protected override void Body(CellBuffer screen)
    {
        int quiet = 2;
        int size = _picture.ModuleMatrix.Count - 8 + (2 * quiet); // the generator's own quiet zone is 4 wide: a screen this small spares 2
        for (int y = 0; y < size; y += 2)
        {
            for (int x = 0; x < size; x++)
            {
                bool upper = IsLight(x + 4 - quiet, y + 4 - quiet);
                bool lower = y + 1 >= size || IsLight(x + 4 - quiet, y + 5 - quiet);
                screen.Put(1 + x, 1 + (y / 2), (upper, lower) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' }, Ink.White);
            }
        }

        int left = size + 4;
        int width = screen.Width - left - 1;
        int row = 3;
        foreach (string line in TextLines.Wrap("Take this up with an authenticator program: by the picture, or by typing", width))
            screen.Text(left, row++, line);
        row++;
        foreach (char[] group in _offer.Text.Chunk(16))
            screen.Text(left, row++, string.Join(' ', group.Chunk(4).Select(four => new string(four))), Ink.Cyan);
        row++;
        foreach (string line in TextLines.Wrap("Then type the six digits it shows now:", width))
            screen.Text(left, row++, line);
        _code.Draw(screen, left, row + 1, 9, focused: true);
    }

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (!key.Is(KeyCode.Enter))
            return _code.Press(key);
        string code = _code.Text;
        Work("Checking", async _ =>
        {
            await Visit.Services.Desk.SetTotpAsync(Visit.Account, _offer.Secret, code);
            return true;
        }, _ =>
        {
            Visit.Say("From the next call on a code is asked for.");
            Views.Close();
        });
        return true;
    }

    private bool IsLight(int x, int y) => (uint)y >= (uint)_picture.ModuleMatrix.Count || (uint)x >= (uint)_picture.ModuleMatrix[y].Length || !_picture.ModuleMatrix[y][x];
}
