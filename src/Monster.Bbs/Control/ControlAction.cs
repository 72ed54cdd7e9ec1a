using System.Text.Json.Nodes;

namespace Monster.Bbs.Control;

/// <summary>Something a board does when its control socket is asked.</summary>
/// <param name="Name">Its name: "user.ban".</param>
/// <param name="Fields">The fields it may have.</param>
/// <param name="Does">What it does, as a sentence for docs/control.md.</param>
/// <param name="Run">Does it: sends rows, and gives what the last line says besides that all went well; null for nothing.</param>
public sealed record ControlAction(string Name, IReadOnlyCollection<string> Fields, string Does, Func<ControlRequest, Func<JsonObject, ValueTask>, Task<JsonObject?>> Run);
