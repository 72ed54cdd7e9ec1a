namespace Monster.Bbs.Screens;

/// <summary>What is being written.</summary>
/// <param name="Fields">The texts above the body: recipient, subject.</param>
/// <param name="Body">The text itself, its paragraphs separated by line feeds.</param>
public sealed record Draft(IReadOnlyList<string> Fields, string Body);
