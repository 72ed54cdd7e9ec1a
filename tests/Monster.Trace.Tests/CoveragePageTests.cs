using Monster.Trace.Plugin;
using Monster.Trace.Reading;
using Monster.Trace.Report;

namespace Monster.Trace.Tests;

/// <summary>Coverage as HTML: against what is known to run in a guest, and with sources that are not as they should be.</summary>
public sealed class CoveragePageTests
{
    [Fact]
    public void Each_line_has_its_text_its_count_and_whether_it_ran()
    {
        using var traced = Traced.Start(TraceMode.Count, Guest.Compile("switch"), "300");
        var page = new CoveragePage(traced.Trace, CoverageReport.Of(traced.Trace), []);
        string html = Written(page);
        Assert.Contains("class=\"y\">", LineWith(html, "int two(int x) { return x * 2; }"), StringComparison.Ordinal);
        Assert.Contains("        225 ", LineWith(html, "int two(int x) { return x * 2; }"), StringComparison.Ordinal); // 150 by the table, 75 by the switch
        Assert.Contains("class=\"n\">", LineWith(html, "case 4: return rare_branch(x);"), StringComparison.Ordinal);
        Assert.StartsWith("<span> ", LineWith(html, "/* A jump table, a call over a pointer"), StringComparison.Ordinal);
        Assert.Contains("#include &lt;stdio.h&gt;", html, StringComparison.Ordinal);
        Assert.Equal(0, page.Sources.Missing);
    }

    [Fact]
    public void A_source_that_is_missing_is_said_to_be_and_may_be_somewhere_else()
    {
        string folder = Directory.CreateTempSubdirectory("monster-coverage-").FullName;
        try
        {
            using var traced = Traced.Start(TraceMode.Cover, Guest.Compile("switch", "x86_64", "-O1", "-g", $"-fdebug-prefix-map={Guest.Folder}=/gone"), "300");
            var report = CoverageReport.Of(traced.Trace);
            var missing = new CoveragePage(traced.Trace, report, []);
            Assert.Contains("/gone/switch.c</b> <i>source not found</i>", Written(missing), StringComparison.Ordinal);
            Assert.Equal(1, missing.Sources.Missing);
            File.WriteAllText(Path.Combine(folder, "switch.c"), "<script>alert(1)</script>\n");
            string html = Written(new CoveragePage(traced.Trace, report, [("/gone/", folder + "/")]));
            Assert.Contains("changed after the program was built", html, StringComparison.Ordinal);
            Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
            Assert.Contains("the page has enough text", Written(new CoveragePage(traced.Trace, report, [("/gone/", folder + "/")], most: 10)), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Written(CoveragePage page)
    {
        using var text = new StringWriter();
        page.Write(text);
        return text.ToString();
    }

    private static string LineWith(string html, string text) => html.Split('\n').Single(l => l.Contains(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(text), StringComparison.Ordinal));
}
