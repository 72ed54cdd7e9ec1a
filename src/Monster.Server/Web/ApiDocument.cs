using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Monster.Server;

/// <summary>The OpenAPI document, made from the addresses themselves: once, when it is first asked for.</summary>
internal sealed class ApiDocument(IServiceProvider services)
{
    private const string Name = "v1"; // as AddOpenApi calls it

    private readonly Lazy<Task<SiteFile>> _file = new(() => MakeAsync(services));

    /// <summary>Adds what makes it.</summary>
    public static void Add(IServiceCollection services, ServerSettings settings) => services.AddOpenApi(Name, options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = $"{settings.Name}: the web API";
            document.Info.Version = "1";
            document.Info.Description = "Errors are application/problem+json with a code. Every request but GET and HEAD needs the header X-CSRF-Token when there is a session. docs/api.md of the source says the rest.";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));

    /// <summary>Puts it in its place.</summary>
    public void Map(IEndpointRouteBuilder paths) =>
        paths.MapGet("/api/openapi.json", (Delegate)(async (HttpContext context) => await SiteAnswer.SendAsync(context, await _file.Value))).ExcludeFromDescription();

    private static Task<SiteFile> MakeAsync(IServiceProvider services) => Task.Run(async () =>
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(text));
        return new SiteFile("openapi.json", Encoding.UTF8.GetBytes(text.ToString()), "no-cache");
    });
}
