namespace Monster.Wasm.Tests;

internal static class ListExtensions
{
    /// <summary>Puts another item in the place of every one that a test picks.</summary>
    public static void ForEachAt<T>(this List<T> list, Predicate<T> picked, T instead)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (picked(list[i]))
                list[i] = instead;
        }
    }
}
