namespace Monster.Trace.Plugin;

/// <summary>Decides at translation whether code is recorded, so that what is not costs nothing when it runs.</summary>
internal static unsafe class Filter
{
    /// <summary>Whether the instruction at a guest address is wanted.</summary>
    public static bool Takes(PluginState* state, ulong address)
    {
        for (int i = 0; i < state->FilterCount; i++)
        {
            var filter = state->Filters + i;
            if (filter->Module == null && address >= filter->From && address < filter->To)
                return true;
        }

        for (int i = 0; i < state->MappingCount; i++)
        {
            var mapping = state->Mappings + i;
            if (address < mapping->From || address >= mapping->To)
                continue;
            ulong offset = address - mapping->From + mapping->Offset;
            if (offset >= state->Filters[mapping->Filter].From && offset < state->Filters[mapping->Filter].To)
                return true;
        }

        return false;
    }

    /// <summary>Whether a filter names a file: by its whole path or its last part.</summary>
    public static bool Names(FilterRange* filter, ReadOnlySpan<byte> path)
    {
        var name = new ReadOnlySpan<byte>(filter->Module, filter->ModuleLength);
        return path.EndsWith(name) && (path.Length == name.Length || (path[path.Length - name.Length - 1] == '/' && !name.Contains((byte)'/')));
    }
}
