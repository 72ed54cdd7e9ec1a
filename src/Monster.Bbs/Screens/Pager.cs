using System.Runtime.CompilerServices;
using Monster.Bbs.Sessions;

namespace Monster.Bbs.Screens;

/// <summary>Who was asked to chat by whom, until it is answered. Safe for any thread; what hung up is forgotten by itself.</summary>
public sealed class Pager
{
    private readonly ConditionalWeakTable<Caller, string> _asked = [];

    /// <summary>Somebody asks a caller; it takes the place of who asked before.</summary>
    public void Page(Caller to, string from) => _asked.AddOrUpdate(to, from);

    /// <summary>Who asks a caller; null for nobody.</summary>
    public string? Of(Caller caller) => _asked.TryGetValue(caller, out string? from) ? from : null;

    /// <summary>It was answered.</summary>
    public void Answered(Caller caller) => _asked.Remove(caller);
}
