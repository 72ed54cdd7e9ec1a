using System.Reflection;
using System.Reflection.Metadata;
using Monster.Compiler.Metadata;

namespace Monster.Compiler.Program;

/// <summary>An implementation of a virtual method and the classes whose objects run it.</summary>
internal sealed record VirtualTarget(MethodDesc Method, IReadOnlyList<TypeDesc> Classes);

/// <summary>
/// Which methods can run and which classes have objects, found before anything is compiled (rapid type analysis: D. Bacon and P. Sweeney,
/// "Fast Static Analysis of C++ Virtual Function Calls", OOPSLA 1996). A virtual call is then a choice between the classes that exist.
/// </summary>
internal sealed class Reachability(TypeSystem system, TokenResolver tokens)
{
    private readonly Dictionary<MethodDesc, int> _callSites = [];
    private readonly HashSet<MethodDesc> _found = [];
    private readonly Queue<MethodDesc> _pending = [];
    private readonly HashSet<TypeDesc> _staticsFound = [];
    private readonly List<MethodDesc> _virtualCalls = [];
    private readonly List<TypeDesc> _classes = [];
    private readonly HashSet<TypeDesc> _made = [];
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<MethodDesc, IReadOnlyList<VirtualTarget>> _targets = [];

    /// <summary>The strings in code that can run.</summary>
    public IReadOnlyCollection<string> Texts => _texts;

    public void Scan(IEnumerable<MethodDesc> roots)
    {
        foreach (var root in roots)
            Reach(root);
        while (_pending.Count > 0)
            ScanBody(_pending.Dequeue());
    }

    public void Instantiate(TypeDesc type)
    {
        if (_classes.Contains(type))
            return;
        _classes.Add(type);
        foreach (var declared in _virtualCalls.ToList())
            ReachImplementation(type, declared);
    }

    public int CallSites(MethodDesc method) => _callSites.GetValueOrDefault(method);

    /// <summary>The number that objects of the class carry; 0 is no class.</summary>
    public int TagOf(TypeDesc type) => _classes.IndexOf(type) + 1;

    public TypeDesc ClassOfTag(int tag) => _classes[tag - 1];

    /// <summary>Whether code that can run has a <c>new</c> of the class.</summary>
    public bool IsMade(TypeDesc type) => _made.Contains(type);

    public IReadOnlyList<TypeDesc> ClassesOf(TypeDesc type) => [.. _classes.Where(c => IsA(c, type))];

    /// <summary>What a virtual call can run, in the order in which the classes were found.</summary>
    public IReadOnlyList<VirtualTarget> Targets(MethodDesc declared)
    {
        if (!_targets.TryGetValue(declared, out var targets))
        {
            targets = [.. ClassesOf(declared.Owner)
                .Select(type => (Method: Implementation(type, declared), Type: type))
                .Where(p => p.Method is not null)
                .GroupBy(p => p.Method!)
                .Select(g => new VirtualTarget(g.Key, [.. g.Select(p => p.Type)]))];
            _targets[declared] = targets;
        }

        return targets;
    }

    /// <summary>The method a type runs for a declared one, or null.</summary>
    public MethodDesc? Implementation(TypeDesc type, MethodDesc declared)
    {
        for (TypeDesc? t = type; t is not null; t = t.IsStruct ? null : TypeSystem.BaseOf(t))
        {
            var found = Explicit(t, declared) ?? ByName(t, declared);
            if (found is not null)
                return found;
        }

        return declared.IsAbstract ? null : declared;
    }

    /// <summary>A struct's own <c>Equals</c>.</summary>
    public MethodDesc? EqualsOf(TypeDesc type) =>
        system.MethodsOf(type).FirstOrDefault(m => m.Name == "Equals" && m.Parameters.Length == 1 && m.Parameters[0] == type);

    private MethodDesc? Explicit(TypeDesc type, MethodDesc declared)
    {
        var context = new GenericContext(type.Arguments, []);
        foreach (var handle in system.Reader.GetTypeDefinition(type.Definition).GetMethodImplementations())
        {
            var implementation = system.Reader.GetMethodImplementation(handle);
            var declaration = tokens.Method(System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(implementation.MethodDeclaration), context);
            if (declaration.Method is { } method && method.Handle == declared.Handle && method.Owner == declared.Owner)
                return system.Method(type, (MethodDefinitionHandle)implementation.MethodBody, declared.Arguments);
        }

        return null;
    }

    private MethodDesc? ByName(TypeDesc type, MethodDesc declared) => system.MethodsOf(type, declared.Arguments).FirstOrDefault(candidate =>
        candidate.Name == declared.Name &&
        candidate.IsStatic == declared.IsStatic &&
        (candidate.IsVirtual || type.IsStruct) &&
        (declared.Owner.IsInterface || type == declared.Owner || (candidate.Attributes & MethodAttributes.NewSlot) == 0) &&
        !candidate.IsAbstract &&
        candidate.Parameters.SequenceEqual(declared.Parameters));

    private static bool IsA(TypeDesc type, TypeDesc wanted)
    {
        for (TypeDesc? t = type; t is not null; t = TypeSystem.BaseOf(t))
        {
            if (t == wanted || t.Shape.Interfaces.Any(i => i == wanted || (!i.Definition.IsNil && IsA(i, wanted))))
                return true;
        }

        return false;
    }

    private void Reach(MethodDesc method)
    {
        _callSites[method] = _callSites.GetValueOrDefault(method) + 1;
        if (_found.Add(method))
            _pending.Enqueue(method);
    }

    private void ReachImplementation(TypeDesc type, MethodDesc declared)
    {
        if (IsA(type, declared.Owner) && Implementation(type, declared) is { } method)
            Reach(method);
    }

    private void ReachVirtual(MethodDesc declared)
    {
        if (_virtualCalls.Contains(declared))
            return;
        _virtualCalls.Add(declared);
        foreach (var type in _classes.ToList())
            ReachImplementation(type, declared);
    }

    private void ReachStatics(TypeDesc type)
    {
        if (type.Definition.IsNil || type.Kind == TypeKind.Unsupported || !_staticsFound.Add(type))
            return;
        foreach (var method in system.MethodsOf(type).Where(m => m.Name == ".cctor"))
            Reach(method);
    }

    private void ScanBody(MethodDesc method)
    {
        if (method.Address == 0)
            return;
        TypeDesc? constrained = null;
        foreach (var i in method.Code.Instructions)
        {
            try
            {
                if (i.OpCode == ILOpCode.Constrained)
                    constrained = tokens.Type(i.Operand, method.Context);
                else
                    ScanInstruction(method, i, ref constrained);
            }
            catch (UnsupportedException)
            {
                // The importer meets it again and says where it stands.
            }
        }
    }

    private void ScanInstruction(MethodDesc method, CilInstruction i, ref TypeDesc? constrained)
    {
        switch (i.OpCode)
        {
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj:
                if (tokens.Method(i.Operand, method.Context).Method is { } called)
                    ScanCall(called, i.OpCode, constrained);
                constrained = null;
                break;
            case ILOpCode.Ldstr:
                _texts.Add(tokens.Text(i.Operand));
                break;
            case ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stsfld:
                ReachStatics(tokens.Field(i.Operand, method.Context).Owner);
                break;
        }
    }

    private void ScanCall(MethodDesc called, ILOpCode code, TypeDesc? constrained)
    {
        if (code == ILOpCode.Newobj && called.Owner.Kind == TypeKind.Class)
        {
            _made.Add(called.Owner);
            Instantiate(called.Owner);
        }

        if (constrained is { IsStruct: true } or { IsScalar: true, Definition.IsNil: false } && Implementation(constrained, called) is { } own)
            Reach(own);
        else if (code == ILOpCode.Callvirt && called.IsVirtual)
            ReachVirtual(called);
        else
            Reach(called);
    }
}
