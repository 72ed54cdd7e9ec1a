using ParquetSharp;

namespace Monster.Trace.Tests;

/// <summary>Reads Parquet files with Apache Arrow's reader: an implementation that shares nothing with ours.</summary>
internal static class ArrowFile
{
    /// <summary>A column of all files of a folder, or of one file.</summary>
    public static List<T> Column<T>(string path, string name)
    {
        var all = new List<T>();
        foreach (string file in File.Exists(path) ? [path] : Directory.GetFiles(path, "*.parquet").Order(StringComparer.Ordinal).ToArray())
        {
            using var reader = new ParquetFileReader(file);
            int column = reader.FileMetaData.Schema.ColumnIndex(name);
            for (int group = 0; group < reader.FileMetaData.NumRowGroups; group++)
            {
                using var rows = reader.RowGroup(group);
                using var values = rows.Column(column).LogicalReader<T>();
                all.AddRange(values.ReadAll((int)rows.MetaData.NumRows));
            }
        }

        return all;
    }
}
