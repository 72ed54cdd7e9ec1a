namespace Monster.Bbs.People;

/// <summary>An SSH key of an account, opened for its owner.</summary>
/// <param name="Hash">SHA-256 of the public half.</param>
/// <param name="Since">When it was added.</param>
/// <param name="IsProven">Whether it was called with.</param>
/// <param name="Line">The public half: type and base64.</param>
/// <param name="Name">What its owner calls it.</param>
public sealed record SshKeyEntry(byte[] Hash, DateTimeOffset Since, bool IsProven, string Line, string Name)
{
    /// <summary>The type, as SSH names it.</summary>
    public string Type => Line.Split(' ')[0];
}
