namespace Monster.Cli.Hecke;

/// <summary>Calls the library with what somebody asked for.</summary>
internal static class Asked
{
    /// <summary>The library's complaint about an argument becomes the command's.</summary>
    /// <exception cref="CommandException">The argument is out of range.</exception>
    public static T Of<T>(Func<T> library)
    {
        try
        {
            return library();
        }
        catch (ArgumentException e)
        {
            // Without the parameter's name, which says nothing on a command line.
            int end = e.ParamName is null ? -1 : e.Message.IndexOf($" (Parameter '{e.ParamName}')", StringComparison.Ordinal);
            throw new CommandException(end < 0 ? e.Message : e.Message[..end], e);
        }
    }
}
