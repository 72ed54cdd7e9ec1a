using System.Buffers.Binary;
using System.Reflection;

namespace Monster.Testing;

/// <summary>
/// The canonical bytes of an object graph: fields in declaration order, base class first; every number as 32 bits,
/// little-endian; an object, the first time it is met, as its number followed by its content, later as its number; null as 0.
/// Strings are constants and count by length and characters. Two games are in the same state when their bytes are the same.
/// </summary>
public static class StateGraph
{
    public static byte[] Bytes(object root)
    {
        var writer = new Writer();
        writer.Reference(root, root.GetType());
        return [.. writer.Output];
    }

    /// <summary>The instance fields of a type, base class first, in declaration order.</summary>
    public static IEnumerable<FieldInfo> Fields(Type type)
    {
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            foreach (var field in Fields(parent))
                yield return field;
        }

        const BindingFlags Flags = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var field in type.GetFields(Flags).OrderBy(f => f.MetadataToken))
            yield return field;
    }

    private sealed class Writer
    {
        private readonly Dictionary<object, int> _seen = new(ReferenceEqualityComparer.Instance);

        public List<byte> Output { get; } = [];

        public void Reference(object? value, Type declared)
        {
            if (value is null)
            {
                Int32(0);
                return;
            }

            if (value is string text)
            {
                Int32(text.Length);
                foreach (char c in text)
                    Int32(c);
                return;
            }

            if (_seen.TryGetValue(value, out int number))
            {
                Int32(number);
                return;
            }

            _seen[value] = _seen.Count + 1;
            Int32(_seen.Count);
            if (value is Array array)
            {
                Int32(array.Length);
                var element = array.GetType().GetElementType()!;
                foreach (object? item in array)
                    Value(item, element);
            }
            else
            {
                Content(value, value.GetType());
            }
        }

        private void Content(object value, Type type)
        {
            foreach (var field in Fields(type))
                Value(field.GetValue(value), field.FieldType);
        }

        private void Value(object? value, Type declared)
        {
            if (declared.IsEnum)
                Int32(unchecked((int)Convert.ToInt64(value, null)));
            else if (declared.IsPrimitive)
                Int32(Primitive(value!));
            else if (declared.IsValueType)
                Content(value!, declared);
            else
                Reference(value, declared);
        }

        private static int Primitive(object value) => value switch
        {
            bool b => b ? 1 : 0,
            char c => c,
            byte b => b,
            sbyte b => b,
            short s => s,
            ushort s => s,
            int i => i,
            uint u => unchecked((int)u),
            _ => throw new NotSupportedException($"{value.GetType()} cannot be part of a game's state"),
        };

        private void Int32(int value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
            Output.AddRange(bytes);
        }
    }
}
