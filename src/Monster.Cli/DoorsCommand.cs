using System.CommandLine;
using System.Globalization;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Doors;
using Monster.Terminal;
using Monster.Tty;

namespace Monster.Cli;

/// <summary><c>monster doors</c>: other people's programs as doors of a board here.</summary>
public static class DoorsCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("doors", "Programs of others as doors of this board: sandboxed, with what they may do declared.")
    {
        List(),
        Show(),
        Try(),
        Install(),
        Remove(),
        Export(),
    };

    private static Command List()
    {
        var data = DataOption.Create("The data directory of the board.");
        var json = JsonOutput.Option();
        var command = new Command("list", "List the doors that are installed.") { data, json };
        command.SetAction(result =>
        {
            var shelf = new DoorShelf(DataOption.Of(result.GetValue(data)));
            var output = result.InvocationConfiguration.Output;
            if (result.GetValue(json))
            {
                JsonOutput.WriteObject(output, writer =>
                {
                    writer.WriteStartArray("doors");
                    foreach (string name in shelf.Names)
                        writer.WriteStringValue(name);
                    writer.WriteEndArray();
                });
                return ExitCode.Ok;
            }

            foreach (string name in shelf.Names)
                output.WriteLine($"{name,-20}  {Told(() => shelf.Manifest(name) is var manifest ? $"{manifest.Name}: {manifest.About}" : "")}");
            output.WriteLine($"{shelf.Names.Count} installed. monster doors install FOLDER");
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Show()
    {
        var folder = Folder();
        var command = new Command("show", "Say what a door can do, and whether its program can run here.") { folder };
        command.SetAction(result => Guarded(() =>
        {
            using var engines = Engines();
            using var door = HostedDoor.Open(engines, result.GetValue(folder)!);
            Print(result.InvocationConfiguration.Output, door.Manifest);
        }));
        return command;
    }

    private static Command Try()
    {
        var folder = Folder();
        var command = new Command("try", "Play a door in this terminal, in the sandbox it will have on the board.") { folder };
        var screen = new ScreenOptions(command);
        command.SetAction(result =>
        {
            string path = result.GetValue(folder)!;
            DoorResult? end = null;
            int code = Guarded(() =>
            {
                using var engines = Engines();
                var opened = HostedDoor.Open(engines, path);
                string scratch = Path.Combine(PlayerFolders.OfThisProcess().Data, "door-try", Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))));
                if (opened is CartridgeDoor cartridge)
                {
                    _ = screen.Show(result, time => new PlayView(new CartridgeHall(cartridge, scratch, Path.Combine(scratch, "shared"), "tester", time), cartridge.Cartridge, time));
                    return;
                }

                var door = (ProgramDoor)opened;
                var caller = new DoorFacts { Link = DoorLink.Stdio, Software = "Monster Arcade", Board = "Trial", Sysop = "Sysop", Alias = "tester", UserKey = "1", UserNumber = 1, Emulation = DoorEmulation.Ansi, TimeLeft = TimeSpan.FromMinutes(door.Manifest.Minutes), Node = 1 };
                var ended = new TaskCompletionSource();
                _ = screen.Show(result, time => new HostedDoorView(door, scratch, caller, time, (how, _) =>
                {
                    end = how;
                    ended.TrySetResult();
                }));
                ended.Task.Wait(TimeSpan.FromSeconds(10)); // its grace, once it was left
            });
            if (end is { } known)
                result.InvocationConfiguration.Output.WriteLine($"{known.Ending}{(known.ExitCode is { } exit ? $", exit code {exit.ToString(CultureInfo.InvariantCulture)}" : "")}{(known.Fault.Length > 0 ? ": " + known.Fault : "")}");
            return code;
        });
        return command;
    }

    private static Command Install()
    {
        var folder = Folder();
        var data = DataOption.Create("The data directory of the board.");
        var yes = new Option<bool>("--yes") { Description = "Install without asking; not a native program." };
        var trust = new Option<bool>("--trust") { Description = "Install a native program without asking." };
        var command = new Command("install", "Install a door on a board; says what it can do and asks first.") { folder, data, yes, trust };
        command.SetAction(result => Guarded(() =>
        {
            var output = result.InvocationConfiguration.Output;
            string source = result.GetValue(folder)!;
            using var engines = Engines();
            DoorManifest manifest;
            using (var door = HostedDoor.Open(engines, source))
                manifest = door.Manifest;
            Print(output, manifest);
            if (!(manifest.IsTrusted ? result.GetValue(trust) : result.GetValue(yes)))
                Ask(output, manifest);
            string directory = DataOption.Of(result.GetValue(data));
            string name = new DoorShelf(directory).Install(engines, source);
            output.WriteLine($"Installed as '{name}'. Callers find it under Doors in the main menu.");
            if (manifest.IsTrusted)
                output.WriteLine($"It is run only when native-doors = true is set (in {Path.Combine(directory, "monster.toml")}, as a flag or in the environment); 'monster config list' shows it.");
        }));
        return command;
    }

    private static Command Remove()
    {
        var name = new Argument<string>("name") { Description = "The door's name, as 'list' shows it." };
        var data = DataOption.Create("The data directory of the board.");
        var command = new Command("remove", "Take a door away; what callers keep in it stays.") { name, data };
        command.SetAction(result => Guarded(() => new DoorShelf(DataOption.Of(result.GetValue(data))).Remove(result.GetValue(name)!)));
        return command;
    }

    private static Command Export()
    {
        var name = new Argument<string>("name") { Description = "The door's name, as 'list' shows it." };
        var file = new Argument<string>("file") { Description = "The ZIP file to write." };
        var caller = new Option<uint?>("--caller") { Description = "Of this account alone, by its number.", HelpName = "NUMBER" };
        var data = DataOption.Create("The data directory of the board.");
        var command = new Command("export", "Write what callers keep in a door to a ZIP file.") { name, file, caller, data };
        command.SetAction(result => Guarded(() =>
        {
            int files = new DoorShelf(DataOption.Of(result.GetValue(data))).Export(result.GetValue(name)!, result.GetValue(caller), result.GetValue(file)!);
            result.InvocationConfiguration.Output.WriteLine($"{result.GetValue(file)}: {files} files.");
        }));
        return command;
    }

    /// <summary>Asks the sysop; for a native program with a word that no finger types by itself.</summary>
    private static void Ask(TextWriter output, DoorManifest manifest)
    {
        output.Write(manifest.IsTrusted ? "Type TRUST to install it: " : "Install it? (y/n) ");
        string answer = Console.In.ReadLine()?.Trim() ?? "";
        if (manifest.IsTrusted ? answer != "TRUST" : !answer.StartsWith('y'))
            throw new CommandException("Not installed.");
    }

    private static Argument<string> Folder() => new("folder") { Description = "The door's folder: door.toml and its program." };

    private static DoorEngines Engines() => new(Path.Combine(PlayerFolders.OfThisProcess().Cache, "compiled-doors"), new NativeSandbox());

    private static void Print(TextWriter output, DoorManifest manifest)
    {
        output.WriteLine($"{manifest.Name}: {manifest.About}");
        foreach (string permission in manifest.Permissions)
        {
            string start = "- ";
            foreach (string line in TextLines.Wrap(permission, 76))
            {
                output.WriteLine(start + line);
                start = "  ";
            }
        }
    }

    private static string Told(Func<string> tell)
    {
        try
        {
            return tell();
        }
        catch (DoorRefusedException e)
        {
            return e.Message;
        }
    }

    private static int Guarded(Action act)
    {
        try
        {
            act();
            return ExitCode.Ok;
        }
        catch (DoorRefusedException e)
        {
            throw new CommandException(e.Message, e);
        }
    }
}
