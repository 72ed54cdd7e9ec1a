using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monster.Arcade;

/// <summary>How what a player keeps is read and written: made at compile time, so that it costs no start any time and works where the program is trimmed.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(BestScores.Content), TypeInfoPropertyName = "Bests")]
[JsonSerializable(typeof(GuestCost))]
internal sealed partial class StoreJson : JsonSerializerContext;
