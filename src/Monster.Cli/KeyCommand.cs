using System.CommandLine;

namespace Monster.Cli;

/// <summary><c>monster key</c>: the public key with which recordings made here are signed.</summary>
public static class KeyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = JsonOutput.Option();
        var command = new Command("key", "Show the public key that signs the recordings made here.") { json };
        command.SetAction(result =>
        {
            using var arcade = new LocalArcade();
            using var key = arcade.Store.Key();
            if (result.GetValue(json))
                JsonOutput.WriteObject(result.InvocationConfiguration.Output, writer => writer.WriteString("publicKey", key.PublicKey));
            else
                result.InvocationConfiguration.Output.WriteLine(key.PublicKey);
            return ExitCode.Ok;
        });
        return command;
    }
}
