using System.Diagnostics.CodeAnalysis;

namespace Monster.Arcade;

/// <summary>A file is not a recording that can be read.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always has a kind.")]
public sealed class RecordingException : ArcadeException
{
    /// <summary>Says what is wrong.</summary>
    public RecordingException(RecordingFault fault, string message)
        : base(message)
    {
        Fault = fault;
    }

    /// <summary>The kind of thing that is wrong.</summary>
    public RecordingFault Fault { get; }
}
