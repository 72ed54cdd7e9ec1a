using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monster.Server;

/// <summary>How the API reads and writes JSON: strictly, and so that what people wrote stays readable.</summary>
internal static class ApiJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Make(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Sets options as they are here.</summary>
    public static JsonSerializerOptions Make(JsonSerializerOptions options)
    {
        options.MaxDepth = 16;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // JSON is never put into HTML here, and nosniff keeps it from being taken for it
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }
}
