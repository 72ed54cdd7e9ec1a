namespace Monster.Compiler.Tests.Differential;

/// <summary>Methods that are in every program, for constructs of which the shape matters more than the content.</summary>
internal sealed partial class ProgramGenerator
{
    private const string Fixed = """
        public static class Fixed
        {
            public static T Pick<T>(bool first, T a, T b) => first ? a : b;

            public static void Swap<T>(ref T a, ref T b)
            {
                T kept = a;
                a = b;
                b = kept;
            }

            public static T At<T>(ReadOnlySpan<T> items, int i) => items[i];

            public static int UseAct<T>(T item, int x)
                where T : IAct => item.Act(x) + item.Act(x + 1);

            public static int Add(int a, int b, int step = 3) => a + (b * step);

            public static int Fibonacci(byte n) => n < 2 ? n : Fibonacci((byte)((n & 7) - 1)) + Fibonacci((byte)((n - 2) & 3));

            public static bool IsEven(byte n) => n == 0 || IsOdd((byte)(n - 1));

            public static bool IsOdd(byte n) => n != 0 && IsEven((byte)(n - 1));

            public static int SumOf(ReadOnlySpan<int> items)
            {
                int sum = 0;
                foreach (int item in items)
                    sum = (sum * 3) + item;
                return sum;
            }

            public static int Hash(string text)
            {
                int hash = text.Length;
                for (int i = 0; i < text.Length; i++)
                    hash = (hash * 31) ^ text[i];
                return hash;
            }

            public static void DivideInto(int a, out int q, out int r)
            {
                q = a / 7;
                r = a - (q * 7);
            }

            public static int Twice(ref int a, ref int b)
            {
                a += 3;
                b *= 2;
                return a - b;
            }

            public static ref int Slot(int[] items, int i) => ref items[(int)((uint)i % (uint)items.Length)];
        }

        """;
}
