using System.CommandLine;

namespace Monster.Cli;

/// <summary><c>monster cart new</c>: a folder with a small game that works, to be changed into another.</summary>
public static class CartNewCommand
{
    private const int MaxName = 24;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The game's name in C#: letters and digits, such as StarCatch." };
        var command = new Command("new", "Make a folder with a small game that works, to be changed into yours.") { name };
        command.SetAction(result =>
        {
            string game = result.GetRequiredValue(name);
            if (game.Length is 0 or > MaxName || !char.IsAsciiLetterUpper(game[0]) || !game.All(char.IsAsciiLetterOrDigit))
                throw new CommandException($"'{game}' is not a name for a class: a capital letter, then letters and digits, at most {MaxName}, such as StarCatch.");
            if (Path.Exists(game))
                throw new CommandException($"'{game}' is here already: choose another name, or move it away.");
            string source = Path.Combine(game, game + ".cs");
            Write(game, source);
            var output = result.InvocationConfiguration.Output;
            output.WriteLine($"{source} is a game that works. Next:");
            output.WriteLine($"  monster cart build {source} --watch    plays it here, and again whenever you save the file");
            output.WriteLine($"  {Path.Combine(game, "README.md")}    what a game may use, and how to pass it on");
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>Writes all of it or nothing: half a game would stand in the way of the next attempt.</summary>
    private static void Write(string game, string source)
    {
        Directory.CreateDirectory(game);
        try
        {
            File.WriteAllText(source, Template("NewGame.cs").Replace("MyGame", game, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(game, game + ".csproj"), Project());
            File.WriteAllText(Path.Combine(game, "README.md"), Template("README.md").Replace("MyGame", game, StringComparison.Ordinal));
        }
        catch (IOException)
        {
            Directory.Delete(game, recursive: true);
            throw;
        }
    }

    private static string Template(string name)
    {
        using var stream = typeof(CartNewCommand).Assembly.GetManifestResourceStream("Templates/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A project for editors, so that they complete names and show mistakes while one types. <c>monster cart build</c> does not use it.</summary>
    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <!-- For your editor only: 'monster cart build' compiles the .cs file by itself. -->
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="Monster.Cartridge" HintPath="{Path.Combine(AppContext.BaseDirectory, "Monster.Cartridge.dll")}" />
          </ItemGroup>
        </Project>

        """;
}
