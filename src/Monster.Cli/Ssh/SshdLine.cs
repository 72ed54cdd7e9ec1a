namespace Monster.Cli;

/// <summary>One setting of sshd.</summary>
/// <param name="Keyword">As sshd_config(5) has it.</param>
/// <param name="Value">The value.</param>
/// <param name="Why">What it is for, one sentence.</param>
internal sealed record SshdLine(string Keyword, string Value, string Why);
