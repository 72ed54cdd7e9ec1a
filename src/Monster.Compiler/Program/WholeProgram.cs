using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Monster.Compiler.Import;
using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Wasm;
using Function = Monster.Compiler.Ir.Function;

namespace Monster.Compiler.Program;

/// <summary>Everything that becomes one cartridge: the functions asked for so far, and the constants they use.</summary>
internal sealed class WholeProgram
{
    private readonly Dictionary<string, Function> _functions = new(StringComparer.Ordinal);
    private readonly Queue<FunctionRequest> _pending = [];
    private readonly Queue<FunctionRequest> _pendingStatic = [];

    public WholeProgram(TypeSystem types, MemoryLayout layout)
    {
        Types = types;
        Layout = layout;
        Tokens = new TokenResolver(types);
        Reach = new Reachability(types, Tokens);
        Constants = new ConstantImage(layout);
        Statics = new StaticFields(this);
    }

    public TypeSystem Types { get; }

    public MemoryLayout Layout { get; }

    public TokenResolver Tokens { get; }

    public Reachability Reach { get; }

    public ConstantImage Constants { get; }

    public StaticFields Statics { get; }

    /// <summary>The class of the game object, once that is made and there can be no other.</summary>
    public TypeDesc? Game { get; set; }

    /// <summary>The functions of the module, in the order in which they were asked for.</summary>
    public List<Function> Functions { get; } = [];

    public List<CompileException> Errors { get; } = [];

    /// <summary>The function made from a method; made when it is asked for the first time.</summary>
    public Function Function(MethodDesc method, int byValue, bool isStatic)
    {
        string key = $"{method.Owner.Name}#{MetadataTokens.GetRowNumber(method.Handle)}<{string.Join(",", method.Arguments.Select(a => a.Name))}>{byValue}{(isStatic ? "s" : "")}";
        if (_functions.TryGetValue(key, out var function))
            return function;
        int parameters = 0;
        for (int i = 0; i < method.AllParameters.Count; i++)
            parameters += ((byValue >> i) & 1) != 0 ? method.AllParameters[i].Element!.Leaves.Count : method.AllParameters[i].Leaves.Count;
        int results = method.ReturnType.Leaves.Count;
        function = new Function(method.DisplayName, results > 1 ? parameters + 1 : parameters, results == 1);
        _functions[key] = function;
        (isStatic ? _pendingStatic : _pending).Enqueue(new FunctionRequest(function, method, byValue, isStatic));
        if (!isStatic)
            Functions.Add(function);
        return function;
    }

    /// <summary>Whether an object of a class can only be the game object.</summary>
    public bool IsTheGame(TypeDesc type)
    {
        for (var game = Game; game is not null; game = TypeSystem.BaseOf(game))
        {
            if (game == type)
                return true;
        }

        return false;
    }

    /// <summary>Adds a function that no method stands for.</summary>
    public void AddEntry(Function function) => Functions.Add(function);

    public void ImportPending(bool isStatic)
    {
        var queue = isStatic ? _pendingStatic : _pending;
        while (queue.TryDequeue(out var request))
        {
            try
            {
                CilImporter.Import(this, request);
            }
            catch (CompileException error) when (!isStatic)
            {
                Errors.Add(error);
            }
        }
    }

    /// <summary>The function that runs a virtual method of whatever class the object is of.</summary>
    public Function Dispatcher(MethodDesc declared)
    {
        string key = "virtual " + declared;
        if (_functions.TryGetValue(key, out var function))
            return function;
        int parameters = declared.AllParameters.Sum(p => p.Leaves.Count);
        int results = declared.ReturnType.Leaves.Count;
        function = new Function("virtual " + declared.DisplayName, results > 1 ? parameters + 1 : parameters, results == 1);
        _functions[key] = function;
        Functions.Add(function);
        var targets = Reach.Targets(declared);
        var trap = new Block { End = new Trap() };
        var blocks = targets.Select(t => CallTo(Function(t.Method, 0, false), function)).ToList();
        int most = targets.Max(t => t.Classes.Max(Reach.TagOf));
        var byTag = new Block[most + 2];
        Array.Fill(byTag, trap);
        for (int t = 0; t < targets.Count; t++)
        {
            foreach (var type in targets[t].Classes)
                byTag[Reach.TagOf(type)] = blocks[t];
        }

        var entry = new Block { End = new Switch(Make.Load(Opcode.I32Load, new Get(0), 0), byTag) };
        function.Blocks.AddRange([entry, .. blocks, trap]);
        return function;
    }

    /// <summary>A method of the framework sources that the compiler calls on its own account.</summary>
    public MethodDesc Framework(string type, string method, int? parameters = null, params TypeDesc[] arguments)
    {
        var owner = Types.Find($"{TypeSystem.FrameworkNamespace}.{type}") ?? throw new InvalidOperationException(type);
        foreach (var handle in Types.Reader.GetTypeDefinition(owner.Definition).GetMethods())
        {
            var definition = Types.Reader.GetMethodDefinition(handle);
            if (Types.Reader.StringComparer.Equals(definition.Name, method) && definition.GetGenericParameters().Count == arguments.Length)
            {
                var found = Types.Method(owner, handle, arguments);
                if (parameters is null || found.Parameters.Length == parameters)
                    return found;
            }
        }

        throw new InvalidOperationException($"{type}.{method}");
    }

    public Call NewObject(TypeDesc type, bool isStatic, Position position) =>
        new(Function(Framework("Heap", "NewObject"), 0, isStatic), [Make.Of(Math.Max(type.Shape.Size, 4))], position);

    public Call NewArray(TypeDesc element, Expr length, bool isStatic, Position position) =>
        new(Function(Framework("Heap", "NewArray"), 0, isStatic), [length, Make.Of(element.Size)], position);

    public bool HasData(FieldDesc field) => (Types.Reader.GetFieldDefinition(field.Handle).Attributes & System.Reflection.FieldAttributes.HasFieldRVA) != 0;

    public byte[] DataOf(FieldDesc field) => DataOfField(MetadataTokens.GetToken(field.Handle));

    /// <summary>The constant bytes behind a field that the C# compiler made.</summary>
    public byte[] DataOfField(int token)
    {
        var handle = (FieldDefinitionHandle)MetadataTokens.EntityHandle(token);
        var type = Types.Reader.GetFieldDefinition(handle).DecodeSignature(Types.Signatures, new GenericContext([], []));
        int size = type.Kind == TypeKind.Unsupported ? 8
            : type.IsStruct ? Types.Reader.GetTypeDefinition(type.Definition).GetLayout().Size : type.Size;
        return Types.DataOf(handle, size);
    }

    private static Block CallTo(Function target, Function caller)
    {
        var block = new Block();
        var call = new Call(target, [.. Enumerable.Range(0, caller.ParameterCount).Select(p => (Expr)new Get(p))], default);
        if (caller.HasResult)
        {
            int result = caller.NewLocal();
            block.Statements.Add(new Set(result, call));
            block.End = new Return(new Get(result));
        }
        else
        {
            block.Statements.Add(new Do(call));
            block.End = new Return(null);
        }

        return block;
    }
}
