using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Monster.Arcade;
using Monster.Bbs.Arcade;
using Monster.Bbs.People;

namespace Monster.Server;

/// <summary>Turns whatever a request failed with into a problem (RFC 9457), and tells the log what was our fault.</summary>
internal sealed partial class ProblemAnswers(ILogger log, Func<string?> readOnlyBecause)
{
    private const string Lacking = "missing required properties including:";

    /// <summary>The middleware.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return; // whoever asked is gone
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, Explain(e));
            return;
        }

        bool isBare = !context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null };
        if (isBare && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            await WriteAsync(context, OfStatus(context.Response.StatusCode));
    }

    /// <summary>Writes a problem.</summary>
    public static async Task WriteAsync(HttpContext context, ProblemException problem)
    {
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        response.Headers.ETag = default;
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteNumber("status", problem.Status);
        json.WriteString("code", problem.Code);
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(problem.Status));
        json.WriteString("detail", problem.Message);
        if (problem.More is { } more)
        {
            json.WritePropertyName(more.Name);
            JsonSerializer.Serialize(json, more.Value, more.Value.GetType(), ApiJson.Options);
        }

        json.WriteEndObject();
    }

    private static ProblemException OfStatus(int status) => status switch
    {
        405 => new ProblemException(405, "method", "That cannot be done with this address. docs/api.md and /api/openapi.json say what can."),
        413 => new ProblemException(413, "too-large", "That is larger than anything that is taken here."),
        415 => new ProblemException(415, "media-type", "A body of another type is wanted here: JSON, or a recording as application/cbor."),
        404 => new ProblemException(404, "not-found", "There is nothing at this address. /api/openapi.json says what there is."),
        _ => new ProblemException(status, "bad-request", "The request is not in a form that can be answered."),
    };

    private ProblemException Explain(Exception e)
    {
        switch (e)
        {
            case ProblemException problem:
                return problem;
            case BadHttpRequestException { StatusCode: 400 } bad:
                return new ProblemException(400, "bad-request", bad.InnerException is JsonException json ? Explain(json) : bad.Message.EndsWith('.') ? bad.Message : bad.Message + ".");
            case BadHttpRequestException bad:
                return OfStatus(bad.StatusCode);
            case RefusedException { RetryAfter: { } wait }:
                return new ProblemException(429, "slow-down", e.Message) { RetryAfter = wait };
            case RefusedException or KeyDroppedException or ArcadeException when readOnlyBecause() is { } reason:
                return new ProblemException(503, "read-only", reason);
            case PlayMovedException:
                return new ProblemException(409, "moved", e.Message);
            case ScoreRefusedException { Checks: { Count: > 0 } checks }:
                return new ProblemException(422, "rejected", e.Message) { More = ("checks", checks.Select(CheckLine.Of)) };
            case RefusedException or KeyDroppedException or ScoreRefusedException or RecordingException:
                return new ProblemException(422, "refused", e.Message);
            case ArcadeException:
                return new ProblemException(503, "busy", e.Message) { RetryAfter = TimeSpan.FromSeconds(5) };
            default:
                string report = Guid.NewGuid().ToString("N")[..8];
                Broke(report, e);
                return new ProblemException(500, "broken", $"Something broke here, and it is our fault: report {report}. What was saved is kept.");
        }
    }

    private static string Explain(JsonException e) => e.Message.IndexOf(Lacking, StringComparison.Ordinal) is >= 0 and var at
        ? $"The JSON lacks {e.Message[(at + Lacking.Length)..].Split('.')[0].Trim()}."
        : e.Path is { Length: > 1 } path
        ? $"The JSON is not what is asked for at {path}."
        : "The body is not the JSON that is asked for.";

    [LoggerMessage(Level = LogLevel.Error, Message = "A web request broke: report {Report}")]
    private partial void Broke(string report, Exception fault);
}
