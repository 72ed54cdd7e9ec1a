namespace Monster.Bbs;

/// <summary>What the full-text index holds of an entry of the store.</summary>
/// <param name="Number">What a search gives back: the number of the post.</param>
/// <param name="Text">The words in it.</param>
public readonly record struct SearchEntry(ulong Number, string Text);
