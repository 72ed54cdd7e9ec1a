namespace Monster.Compiler.Tests.Differential;

/// <summary>One call of a cartridge's export.</summary>
/// <param name="Budget">What <c>budget</c> is set to before the call.</param>
/// <param name="Depth">What <c>depth</c> is set to before the call; null leaves it.</param>
internal sealed record Step(string Export, int[] Arguments, int Budget, int? Depth = null);

/// <summary>What a call left behind: everything that two engines must agree on.</summary>
/// <param name="Result">What the export returned; 0 when it returned nothing or trapped.</param>
/// <param name="MemoryHash">SHA-256 of the whole memory, in hexadecimal.</param>
internal sealed record Outcome(bool Trapped, int Result, int Budget, int Depth, string MemoryHash)
{
    public string? Cause => !Trapped ? null : Budget < 0 ? "budget" : Depth < 0 ? "depth" : "program";
}
