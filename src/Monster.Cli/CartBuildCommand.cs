using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Monster.Arcade;
using Monster.Arcade.Screens;
using Monster.Compiler;

namespace Monster.Cli;

/// <summary><c>monster cart build</c>: compiles a game; with <c>--watch</c> it is played here and starts again whenever its source changes.</summary>
public static class CartBuildCommand
{
    private const int MaxSourceBytes = 1024 * 1024;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE.cs") { Description = "The game's source: one file." };
        var output = new Option<string?>("--output", "-o") { Description = "The cartridge; without it, the source's name with .wasm.", HelpName = "FILE.wasm" };
        var watch = new Option<bool>("--watch") { Description = "Play it here, and again from the start whenever the source is saved." };
        var json = JsonOutput.Option();
        var command = new Command("build", "Compile a game's C# source to a cartridge.") { file, output, watch, json };
        var screen = new ScreenOptions(command);
        command.SetAction(result =>
        {
            string path = result.GetRequiredValue(file);
            string target = result.GetValue(output) ?? Path.ChangeExtension(path, ".wasm");
            var compiler = new CartridgeCompiler();
            if (result.GetValue(watch))
                return Watch(result, screen, path, () => Build(compiler, path, target));
            var built = Build(compiler, path, target);
            if (result.GetValue(json))
                WriteJson(result.InvocationConfiguration.Output, built, target);
            else
                Write(result.InvocationConfiguration, built, target);
            return built.Succeeded ? ExitCode.Ok : ExitCode.CheckFailed;
        });
        return command;
    }

    private static CompileResult Build(CartridgeCompiler compiler, string path, string target)
    {
        var built = compiler.Compile(new SourceFile(path, Encoding.UTF8.GetString(BoundedFile.Read(path, MaxSourceBytes))));
        if (built.Wasm is { } wasm)
            AtomicFile.Write(target, wasm);
        return built;
    }

    private static int Watch(ParseResult result, ScreenOptions screen, string path, Func<CompileResult> build)
    {
        using var arcade = new LocalArcade();
        var hall = ScreenOptions.Hall(arcade);
        return screen.Show(result, time => new WorkbenchView(path, build, wasm => arcade.Runtime.Load(wasm, $"'{path}'"), hall, time));
    }

    private static void Write(InvocationConfiguration configuration, CompileResult built, string target)
    {
        foreach (var message in built.Messages)
            configuration.Error.WriteLine(message);
        if (built.Wasm is { } wasm)
            configuration.Output.WriteLine($"{built.Name}: {target}, {wasm.Length:N0} bytes.");
    }

    private static void WriteJson(TextWriter output, CompileResult built, string target) => JsonOutput.WriteObject(output, writer =>
    {
        writer.WriteBoolean("succeeded", built.Succeeded);
        writer.WriteString("name", built.Name);
        writer.WriteString("file", built.Succeeded ? target : null);
        writer.WriteNumberOrNull("bytes", built.Wasm?.Length);
        writer.WriteString("sha256", built.Wasm is { } wasm ? Convert.ToHexStringLower(SHA256.HashData(wasm)) : null);
        writer.WriteStartArray("messages");
        foreach (var message in built.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString("file", message.File);
            writer.WriteNumber("line", message.Line);
            writer.WriteNumber("column", message.Column);
            writer.WriteString("code", message.Code);
            writer.WriteString("text", message.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
