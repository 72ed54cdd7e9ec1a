using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Monster.Compiler.Metadata;

/// <summary>Where an instruction stands in the source, from the portable PDB.</summary>
internal sealed class SequencePoints(byte[] symbols)
{
    private readonly MetadataReader _reader = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(symbols)).GetMetadataReader();

    /// <summary>The file, line and column (both from 1) of an instruction; nothing when its method has none.</summary>
    public (string File, int Line, int Column)? Find(MethodDefinitionHandle method, int offset)
    {
        var points = _reader.GetMethodDebugInformation(MetadataTokens.MethodDebugInformationHandle(MetadataTokens.GetRowNumber(method)));
        (string, int, int)? found = null;
        foreach (var point in points.GetSequencePoints())
        {
            if (point.IsHidden || (point.Offset > offset && found is not null))
                continue;
            found = (_reader.GetString(_reader.GetDocument(point.Document).Name), point.StartLine, point.StartColumn);
        }

        return found;
    }
}
