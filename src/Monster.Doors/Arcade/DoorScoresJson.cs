using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monster.Doors;

/// <summary>How the file of a board's scores is read and written: made at compile time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(DoorScores.Content))]
internal sealed partial class DoorScoresJson : JsonSerializerContext;
