using System.CommandLine;

namespace Monster.Cli.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => [.. Paths("", Program.CreateRoot())];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_help_that_describes_it_and_its_options(string path)
    {
        var said = CommandLine.Run([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal(ExitCode.Ok, said.ExitCode);
        Assert.Contains("Usage:", said.Output, StringComparison.Ordinal);
        Assert.Equal("", said.Error);
        Command command = Program.CreateRoot();
        foreach (string name in path.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            command = command.Subcommands.Single(c => c.Name == name);
        Assert.False(string.IsNullOrEmpty(command.Description), $"'{path}' has no description.");
        Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), $"'{path} {option.Name}' has no description."));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrEmpty(argument.Description), $"'{path} {argument.Name}' has no description."));
    }

    [Theory]
    [InlineData("nonsense", "monster: There is no command 'nonsense'.")]
    [InlineData("cart nonsense", "monster cart: There is no command 'nonsense'.")]
    [InlineData("cart", "monster cart:")]
    [InlineData("games --nonsense", "monster games:")]
    public void A_line_that_is_not_understood_gets_one_line_and_exit_code_2(string line, string start)
    {
        var said = CommandLine.Run(line.Split(' '));
        Assert.Equal(ExitCode.BadInput, said.ExitCode);
        Assert.Equal("", said.Output);
        Assert.StartsWith(start, said.Error, StringComparison.Ordinal);
        Assert.EndsWith("--help'.\n", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void No_command_at_all_shows_the_help()
    {
        var said = CommandLine.Run();
        Assert.Equal(ExitCode.Ok, said.ExitCode);
        Assert.Contains("monster up", said.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(string path, Command command)
    {
        yield return path;
        foreach (var child in command.Subcommands)
        {
            foreach (string below in Paths($"{path} {child.Name}".TrimStart(), child))
                yield return below;
        }
    }
}
