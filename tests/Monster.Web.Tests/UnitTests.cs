using System.Diagnostics;

namespace Monster.Web.Tests;

/// <summary>What runs without a browser is tested by vitest, in <c>web/test</c>: the vectors of ABI 1, recordings, the mathematics.</summary>
public sealed class UnitTests(Site site)
{
    [Fact]
    public async Task The_pages_own_unit_tests_pass()
    {
        Assert.NotNull(site); // its making has installed what they need
        using var process = Process.Start(new ProcessStartInfo("npm", ["test"]) { WorkingDirectory = Path.Combine(Site.Root, "web"), RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output + await error);
    }
}
