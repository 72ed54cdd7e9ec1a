namespace Monster.Arcade;

/// <summary>What kind of thing is wrong with a <c>.play</c> file.</summary>
public enum RecordingFault
{
    /// <summary>It is some other kind of file.</summary>
    NotARecording,

    /// <summary>It is of a version that this program does not know.</summary>
    UnknownVersion,

    /// <summary>It is larger than any recording.</summary>
    TooLarge,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>A length in it is larger than any recording could have.</summary>
    ForgedLength,

    /// <summary>Something follows its end.</summary>
    TrailingBytes,

    /// <summary>It is not in the one form that deterministic CBOR allows.</summary>
    NotDeterministic,

    /// <summary>A field is missing, unknown, of the wrong type, or beyond its limit.</summary>
    BadField,
}
