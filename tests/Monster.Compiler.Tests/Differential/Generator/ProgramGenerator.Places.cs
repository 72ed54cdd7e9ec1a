using System.Globalization;

namespace Monster.Compiler.Tests.Differential;

/// <summary>Places: what can be read, assigned to and pointed at.</summary>
internal sealed partial class ProgramGenerator
{
    private const int PlaceDepth = 3;

    /// <param name="Storage">Of what the place is a part: "element", "field", "class field", "local".</param>
    private sealed record Place(Func<string> Text, Ty Type, bool Writable, string Storage, bool Capturable, bool IsTable = false, bool IsVariable = true)
    {
        /// <summary>Whether it is a whole table, which must not be written to under another name.</summary>
        public bool IsConstantArray => IsTable && Type.Shape == Shape.Array;
    }

    private IEnumerable<Variable> Roots()
    {
        foreach (var local in _locals)
        {
            if (!_scope.InLocalFunction || local.Capturable)
                yield return local;
        }

        if (_scope.InGame)
        {
            foreach (var field in _fields)
                yield return field;
        }

        if (_scope.Owner is null)
        {
            foreach (var table in _tables)
                yield return table;
        }

        if (_scope.Owner is { } owner && !_scope.IsStatic && !_scope.InLocalFunction)
        {
            foreach (var field in owner.Fields)
                yield return new Variable("this." + field.Name, field.Type, field.Writable && !owner.IsReadOnly, CanBeNull: field.CanBeNull);
        }
    }

    private Place? FindPlace(Func<Place, bool> wanted)
    {
        var found = new List<Place>();
        foreach (var root in Roots())
        {
            string name = root.Name;
            bool isField = name.StartsWith('_') || name.StartsWith("this.", StringComparison.Ordinal);
            Expand(new Place(() => name, root.Type, root.Writable, isField ? "field" : "local", root.Capturable, name.StartsWith("Table", StringComparison.Ordinal)), root.Length, root.CanBeNull, PlaceDepth);
        }

        return found.Count == 0 ? null : Any(found);

        void Expand(Place place, int length, bool canBeNull, int depth)
        {
            if (wanted(place) && !(canBeNull && place.Type.IsReference))
                found.Add(place);
            if (depth == 0 || canBeNull)
                return;
            if (place.Type.Shape is Shape.Struct or Shape.Class)
            {
                foreach (var field in place.Type.Fields)
                {
                    bool writable = field.Writable && !place.Type.IsReadOnly && (place.Writable || place.Type.Shape == Shape.Class);
                    string storage = place.Type.Shape == Shape.Class ? "class field" : place.Storage;
                    Expand(new Place(() => place.Text() + "." + field.Name, field.Type, writable, storage, place.Capturable, place.IsTable, place.IsVariable && !place.Type.IsRecord), 0, field.CanBeNull, depth - 1);
                }
            }
            else if (place.Type.IsIndexed)
            {
                bool writable = place.Type.Shape != Shape.ReadOnlySpan && !place.IsTable;
                Expand(new Place(() => Element(place.Text(), place.Type, length), place.Type.Element!, writable, place.Type.Shape == Shape.Span ? "local" : "element", true, place.IsTable), 0, false, depth - 1);
            }
        }
    }

    /// <summary>An element of something indexed, inside its bounds unless a risk is taken.</summary>
    private string Element(string array, Ty type, int length)
    {
        Note(type.Shape == Shape.Array ? NoteOfArray(type.Element!) : type.Element!.Shape == Shape.Struct ? "span of structs" : "span element");
        if (array.Contains('[', StringComparison.Ordinal))
            return array + (Chance(50) ? "[0]" : "[^1]"); // a row: its length is not known, and its text not to be written twice
        if (_indexing)
            return $"{array}[{(length > 0 ? Next(length) : 0)}]";
        _indexing = true;
        string index = Index(array, length, type.Shape == Shape.Array);
        _indexing = false;
        return $"{array}[{index}]";
    }

    private string Index(string array, int length, bool takesUnsigned)
    {
        if (TakeRisk())
        {
            Note("unchecked index");
            return Expr(Ty.Int, 1) + (Chance(50) ? " & 15" : "");
        }

        if (length > 0 && Chance(40))
            return Next(length).ToString(CultureInfo.InvariantCulture);
        if (length > 0 && (length & (length - 1)) == 0)
            return $"{Expr(Ty.Int, 1)} & {length - 1}";
        return Chance(50) || !takesUnsigned ? $"(int)((uint)({Opaque(Ty.Int, 1)}) % (uint){array}.Length)" : $"({Opaque(Ty.UInt, 1)}) % (uint){array}.Length";
    }

    private static string NoteOfArray(Ty element) => element.Shape switch
    {
        Shape.Enum => "array of enum",
        Shape.Struct => "array of struct",
        Shape.Class or Shape.Interface => "array of class",
        Shape.Array => "array of arrays",
        _ => $"array of {element}",
    };

    private Code? Read(Ty want)
    {
        if (FindPlace(p => p.Type.Same(want) && !p.IsConstantArray) is not { } place)
            return null;
        if (want.Shape == Shape.Struct && place.Storage == "element")
            Note("struct in array");
        return new Code(place.Text());
    }

    private Place? Target(Func<Ty, bool> wanted) => FindPlace(p => p.Writable && wanted(p.Type));

    private string? WritablePlace(Ty want) => Target(t => t.Same(want))?.Text();

    private string? SpanArgument(Ty want)
    {
        bool readOnly = want.Shape == Shape.ReadOnlySpan;
        var place = FindPlace(p => p.Type.IsIndexed && p.Type.Element!.Same(want.Element!) && (readOnly || (p.Type.Shape != Shape.ReadOnlySpan && !p.IsTable)));
        Note(readOnly ? "readonly span parameter" : "span parameter");
        return place?.Text();
    }
}
