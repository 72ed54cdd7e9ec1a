namespace Monster.Wasm;

/// <summary>The <c>name</c> section (WebAssembly 1.0, 7.4.1): names of functions for people who read traces and listings.</summary>
public static class NameSection
{
    private const string Title = "name";
    private const byte FunctionNames = 1;

    /// <summary>A <c>name</c> section with the names that the module's functions have.</summary>
    public static CustomSection Make(Module module)
    {
        int first = module.ImportCount(ExternalKind.Function);
        var names = new ByteSink();
        int count = 0;
        foreach (var function in module.Functions)
            count += function.Name is null ? 0 : 1;
        names.Unsigned(count);
        for (int i = 0; i < module.Functions.Count; i++)
        {
            if (module.Functions[i].Name is not { } name)
                continue;
            names.Unsigned(first + i);
            names.Name(name);
        }

        var content = new ByteSink();
        content.Byte(FunctionNames);
        content.Sized(names.Written);
        return new CustomSection(Title, content.Written.ToArray());
    }

    /// <summary>Gives the functions the names of the module's section. Engines ignore a malformed one, and so does this.</summary>
    internal static void Apply(Module module)
    {
        if (module.Customs.Find(c => c.Name == Title) is not { } custom)
            return;
        try
        {
            var source = new ByteSource(custom.Bytes.Span);
            while (!source.AtEnd)
            {
                byte kind = source.Byte();
                var part = source.Range(source.Index());
                if (kind == FunctionNames)
                    Apply(module, ref part);
            }
        }
        catch (WasmFormatException)
        {
            // What was read so far is as good as what an engine would show.
        }
    }

    private static void Apply(Module module, ref ByteSource source)
    {
        int first = module.ImportCount(ExternalKind.Function);
        int count = source.Count("names", WasmReader.MaxItems);
        for (int i = 0; i < count; i++)
        {
            int index = source.Index() - first;
            string name = source.Name();
            if (index >= 0 && index < module.Functions.Count)
                module.Functions[index].Name = name;
        }
    }
}
