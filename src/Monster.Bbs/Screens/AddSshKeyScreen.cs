using Monster.Bbs.People;
using Monster.Board.Messages;

namespace Monster.Bbs.Screens;

/// <summary>Adds an SSH key by pasting it.</summary>
public sealed class AddSshKeyScreen : FormScreen
{
    private readonly FormField _key;
    private readonly FormField _name;
    private readonly FormField _password;

    /// <summary>An empty form.</summary>
    public AddSshKeyScreen(Visit visit)
        : base(visit)
    {
        _key = Add(FormField.Text("Key", SshPublicKey.MaxLine, "The whole line, such as: ssh-ed25519 AAAA... you@home"));
        _name = Add(FormField.Text("Name", SshPublicKey.MaxComment, "What you call it; empty for the last word of the key's line."));
        _password = Add(FormField.Text("Password", PasswordVerifier.MaxPassword, "Your password here, to be sure that it is you.", isSecret: true));
    }

    /// <inheritdoc/>
    protected override string Title => "Add an SSH key";

    /// <inheritdoc/>
    protected override string Help => "Ed25519, ECDSA and RSA keys from 2,048 bits are taken, and the -sk kinds that live in a security token. On your machine: cat ~/.ssh/id_ed25519.pub\nCopy the line and paste it here with your terminal's own paste.";

    /// <inheritdoc/>
    protected override string Intro => "Paste the line of the file ending in .pub: the public half. The other half never leaves your machine.";

    /// <inheritdoc/>
    protected override string Finish => "add it";

    /// <inheritdoc/>
    protected override void Submit()
    {
        if (!SshPublicKey.TryRead(_key.Value, out var key, out string fault))
        {
            Refuse(_key, fault);
            return;
        }

        string name = CleanText.Line(_name.Value) is { Length: > 0 } given ? given : key.Comment;
        string password = _password.Value;
        // Called by the key itself and pasted all the same: its other half has been shown already.
        bool isProven = Visit.Caller.Origin.Key is { } own && own.Base64 == key.Base64;
        Work("Checking", async _ =>
        {
            await Visit.Services.Desk.CheckPasswordAsync(Visit.Caller.Origin.Address, Visit.Account, password);
            await Visit.Services.SshKeys.AddAsync(Visit.Account, key, name, isProven);
            return true;
        }, _ =>
        {
            Visit.Services.Log.Add($"{Visit.Name} added the SSH key {key.Fingerprint}.");
            Visit.Say($"Added {key.Fingerprint}.");
            Views.Close();
        });
    }
}
