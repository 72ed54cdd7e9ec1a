namespace Monster.Wasm.Tests;

/// <summary>Plays cartridges with docs/hosts/host.c: wasm2c makes C of the cartridge, the C compiler of this machine makes a program of both.</summary>
internal static class CHost
{
    private const string Runtime = "/usr/share/wabt/wasm2c";

    public static PlayResult Play(string cartridge, string seed, string keys)
    {
        using var folder = new Tool.Folder();
        Tool.Must("wasm2c", cartridge, "-n", "game", "-o", folder["game.c"]);
        File.WriteAllText(folder["keys.json"], keys);
        Tool.Must("cc", "-O1", "-w", "-I" + folder["."], "-I" + Runtime, Repository.At("docs", "hosts", "host.c"), folder["game.c"], Runtime + "/wasm-rt-impl.c", "-lm", "-o", folder["host"]);
        return PlayResult.Parse(Tool.Must(folder["host"], seed, folder["keys.json"]));
    }
}
