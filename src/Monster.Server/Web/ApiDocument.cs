using Microsoft.Extensions.DependencyInjection;

namespace Monster.Server;

/// <summary>The OpenAPI document, made from the addresses themselves.</summary>
internal static class ApiDocument
{
    /// <summary>Adds what makes it.</summary>
    public static void Add(IServiceCollection services, ServerSettings settings) => services.AddOpenApi(options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = $"{settings.Name}: the web API";
            document.Info.Version = "1";
            document.Info.Description = "Errors are application/problem+json with a code. Every request but GET and HEAD needs the header X-CSRF-Token when there is a session. docs/api.md of the source says the rest.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));
}
