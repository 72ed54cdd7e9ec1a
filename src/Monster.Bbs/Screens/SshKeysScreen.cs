using System.Globalization;
using Monster.Bbs.People;
using Monster.Terminal;

namespace Monster.Bbs.Screens;

/// <summary>The SSH keys that log the caller in.</summary>
public sealed class SshKeysScreen : ListScreen<SshKeyEntry>
{
    private const int NameWidth = 26;

    /// <summary>The keys of the caller.</summary>
    public SshKeysScreen(Visit visit)
        : base(visit)
    {
    }

    /// <inheritdoc/>
    protected override string Title => "SSH keys";

    /// <inheritdoc/>
    protected override string Help =>
        "With a key here, ssh logs you in without a password, and without a one-time code.\n\nMake one on your machine with    ssh-keygen -t ed25519\nthen paste the line of the file ending in .pub here. The other file is yours alone.\n\n" +
        "A key that was pasted is 'not used yet' until you first call with it; then the board asks once whether it is yours.";

    /// <inheritdoc/>
    protected override string Empty => "No key yet. A adds one: then ssh logs you in without a password.";

    /// <inheritdoc/>
    protected override string Header => Any ? $"{"Name",-NameWidth}{"Type",-22}{"Added",-12}" : "";

    /// <inheritdoc/>
    protected override IReadOnlyList<(string Key, string Does)> Keys => Any ? [("A", "add"), ("D", "remove"), ("Enter", "show")] : [("A", "add")];

    /// <inheritdoc/>
    protected override IReadOnlyList<SshKeyEntry> Read(SshKeyEntry? last, int most) => last is null ? Visit.Services.SshKeys.Of(Visit.Account) : [];

    /// <inheritdoc/>
    protected override void DrawItem(CellBuffer screen, int x, int y, int width, SshKeyEntry item, Ink ink, Ink ground)
    {
        screen.TextIn(x, y, NameWidth - 1, item.Name.Length > 0 ? item.Name : "(no name)", Of(Ink.White, ink), ground);
        screen.TextIn(x + NameWidth, y, 21, item.Type, ink, ground);
        screen.Text(x + NameWidth + 22, y, Day(item), ink, ground);
        if (!item.IsProven)
            screen.TextIn(x + NameWidth + 34, y, width - NameWidth - 34, "not used yet", Of(Ink.Yellow, ink), ground);
    }

    /// <inheritdoc/>
    protected override string Tell(SshKeyEntry item) => $"{item.Name}, {item.Type}, added {Day(item)}{(item.IsProven ? "" : ", not used yet")}";

    /// <inheritdoc/>
    protected override void Open(SshKeyEntry item) =>
        Views.Open(new TextScreen(Visit, item.Name.Length > 0 ? item.Name : "SSH key", $"{SshPublicKey.FingerprintOf(item.Hash)}\n\n{string.Join('\n', item.Line.Chunk(76).Select(part => new string(part)))}"));

    /// <inheritdoc/>
    protected override bool Take(KeyPress key)
    {
        if (key.Is('a'))
        {
            Views.Open(new AddSshKeyScreen(Visit));
            return true;
        }

        if ((key.Is('d') || key.Is(KeyCode.Delete)) && Selected is { } entry)
        {
            Views.Open(new Confirm(Visit, "Remove this key?", $"'{entry.Name}' does not log you in any more. Calls that are on stay on.", "No, keep it", "Remove it", () => Remove(entry)));
            return true;
        }

        return base.Take(key);
    }

    private void Remove(SshKeyEntry entry) => Work("Removing", async _ =>
    {
        await Visit.Services.SshKeys.RemoveAsync(Visit.Account, entry.Hash);
        return true;
    }, _ =>
    {
        Refresh();
        Say("The key is removed.", isGood: true);
    });

    private static string Day(SshKeyEntry item) => item.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
