using System.CommandLine;
using System.Text;
using Monster.Arcade;

namespace Monster.Cli;

/// <summary><c>monster export</c>: a recording as a terminal session that other programs can show.</summary>
public static class ExportCommand
{
    private const double MaxSpeed = 1_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The recording, a .play file." };
        var output = new Option<string?>("--output", "-o") { Description = "The file to write, by default the recording's name with .cast; - for standard output.", HelpName = "FILE" };
        var speed = new Option<double>("--speed") { Description = "How many times as fast as it was played, 0.1 to 1,000.", DefaultValueFactory = _ => 1, HelpName = "TIMES" };
        var cartridge = new Option<string?>("--cartridge") { Description = "The cartridge it was played with, when it is not one of the arcade's.", HelpName = "FILE.wasm" };
        var command = new Command("export", "Turn a recording into an asciicast (version 2) for asciinema.") { file, output, speed, cartridge };
        command.SetAction(result =>
        {
            double times = result.GetValue(speed);
            if (times is not (>= 0.1 and <= MaxSpeed))
                throw new CommandException($"A speed of {times} is not possible: 0.1 to {MaxSpeed:N0} is.");
            string from = result.GetRequiredValue(file);
            string to = result.GetValue(output) ?? Path.ChangeExtension(from, ".cast");
            var recording = PlayerStore.Read(from);
            using var arcade = new LocalArcade();
            using var own = result.GetValue(cartridge) is { } path ? arcade.Cartridge(path) : null;
            using var text = new StringWriter { NewLine = "\n" };
            CastWriter.Write(own ?? arcade.CartridgeOf(recording), recording, text, times);
            if (to == "-")
            {
                result.InvocationConfiguration.Output.Write(text.ToString());
                return ExitCode.Ok;
            }

            AtomicFile.Write(to, Encoding.UTF8.GetBytes(text.ToString()));
            result.InvocationConfiguration.Output.WriteLine($"Written: {to}");
            return ExitCode.Ok;
        });
        return command;
    }
}
