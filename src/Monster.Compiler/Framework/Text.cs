namespace Monster.Compiler.Framework;

/// <summary>The static methods of <c>System.String</c>. Strings are constants: they can be read and compared.</summary>
internal static class Text
{
    public static bool op_Equality(string? left, string? right)
    {
        if ((object?)left == right)
            return true;
        if (left is null || right is null || left.Length != right.Length)
            return false;
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
                return false;
        }

        return true;
    }

    public static bool op_Inequality(string? left, string? right) => !op_Equality(left, right);

    public static bool IsNullOrEmpty(string? text) => text is null || text.Length == 0;
}
