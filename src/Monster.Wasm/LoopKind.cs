namespace Monster.Wasm;

/// <summary>How a loop pays for its rounds: it depends on the calls in it, inner loops included.</summary>
internal enum LoopKind
{
    /// <summary>It has calls, which change the counter.</summary>
    Calls,

    /// <summary>It has none, is in no other loop without calls, but in a function that calls: the counter is brought into a local before it.</summary>
    Outermost,

    /// <summary>It has none, and is in a loop or a function without calls: the local has the counter already.</summary>
    Inner,
}
