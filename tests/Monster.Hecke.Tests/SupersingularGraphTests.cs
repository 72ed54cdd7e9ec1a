using System.Security.Cryptography;
using System.Text;

namespace Monster.Hecke.Tests;

/// <summary>The graph against anchors that were found with other engines.</summary>
public sealed class SupersingularGraphTests
{
    private static readonly SupersingularGraph Graph = new();

    [Fact]
    public void The_71_curves_stand_in_the_canonical_order()
    {
        Assert.Equal(71, Graph.Vertices.Length);
        string list = string.Join(';', Graph.Vertices.Select(j => $"{j.A},{j.B}"));
        Assert.Equal("77a89abf7627c92864bf5e5caf3d232d6ba1ce1934acc7976c1635585f0ac425", Hash(list));
    }

    [Theory]
    [InlineData(2, 3, "09527571e927f2d1")]
    [InlineData(5, 4, "bca26f89d447c1e7")]
    [InlineData(11, 10, "6a053a26edca5635")]
    [InlineData(17, 14, "e5204e249ae74e3a")]
    [InlineData(23, 6, "09e85f14df98e607")]
    [InlineData(31, 22, "54be8e95ceea1534")]
    [InlineData(47, 50, "277d5926ef1270ea")]
    [InlineData(71, 54, "66df8453858d11e2")]
    public void A_Hecke_matrix_has_its_known_trace_and_hash(int degree, int trace, string hash)
    {
        int[,] matrix = Graph.HeckeMatrix(degree);
        Assert.Equal(trace, Enumerable.Range(0, 71).Sum(i => matrix[i, i]));
        Assert.Equal(hash, Hash(string.Join(',', matrix.Cast<int>()))[..16]);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
