using Monster.Compiler.Ir;
using Monster.Compiler.Metadata;
using Monster.Compiler.Program;

namespace Monster.Compiler.Import;

/// <summary>Makes the variables of a method's arguments.</summary>
internal static class Parameters
{
    /// <summary>Those of a function: its parameters, one local for each number.</summary>
    public static Variable[] Of(WholeProgram program, FunctionRequest request, FunctionBuilder builder)
    {
        var method = request.Method;
        var variables = new Variable[method.AllParameters.Count];
        int local = 0;
        for (int i = 0; i < variables.Length; i++)
        {
            string key = "A" + i;
            var type = method.AllParameters[i];
            if (request.IsByValue(i))
            {
                var content = Place(new Variable(key + "v", type.Element!), false, builder, ref local);
                variables[i] = content.Locals is null && content.Slot is not null
                    ? new Variable(key, type) { Bound = new Scalar(type, new FrameAddress(content.Slot, 0)) }
                    : new Variable(key, type) { Bound = new LocalReference(type, content, 0) };
            }
            else
            {
                variables[i] = Place(new Variable(key, type), method.Code.ArgumentStores[i] == 0, builder, ref local);
            }
        }

        if (method.IsStatic || !method.AllParameters[0].IsReference || variables[0].Bound is not Scalar self)
            return variables;
        builder.KnowNotNull(self.Expr);
        if (program.IsTheGame(method.Owner) && !request.IsStatic)
            variables[0].Bound = self with { Expr = new Const(MemoryLayout.GameObject) };
        return variables;
    }

    /// <summary>Those of a method that is read in the place of a call.</summary>
    public static Variable[] Bind(MethodDesc method, Value[] arguments, FunctionBuilder builder, string site, CilImporter importer)
    {
        bool refersToLocals = arguments.Any(a => a is LocalReference);
        var variables = new Variable[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            string key = $"{site}A{i}";
            var type = method.AllParameters[i];
            if (method.Code.ArgumentStores[i] == 0)
            {
                variables[i] = new Variable(key, type) { Bound = Fixed(arguments[i], builder, refersToLocals) };
            }
            else
            {
                variables[i] = builder.NewVariable(key, type);
                importer.StoreVariable(variables[i], arguments[i]);
            }
        }

        return variables;
    }

    /// <summary>A value that can be used any number of times while the method runs.</summary>
    private static Value Fixed(Value value, FunctionBuilder builder, bool refersToLocals)
    {
        return value switch
        {
            Scalar s => s with { Expr = Fix(s.Expr) },
            Composite c => c with { Leaves = [.. c.Leaves.Select(Fix)] },
            _ => value,
        };

        // A variable of the caller cannot change meanwhile, unless the method was given a reference to one.
        Expr Fix(Expr e) => e is Get && !refersToLocals ? e : builder.StableAddress(e);
    }

    private static Variable Place(Variable variable, bool neverChanges, FunctionBuilder builder, ref int local)
    {
        var leaves = variable.Type.Leaves;
        int first = local;
        local += leaves.Count;
        if (builder.InMemory.Contains(variable.Key))
        {
            variable.Slot = builder.NewSlot(variable.Type.Size);
            for (int i = 0; i < leaves.Count; i++)
                builder.Emit(Make.Store(Access.Store(leaves[i].Type), new FrameAddress(variable.Slot, 0), leaves[i].Offset, new Get(first + i)));
        }
        else if (neverChanges)
        {
            variable.Bound = variable.Type.IsStruct
                ? new Composite(variable.Type, [.. leaves.Select((_, i) => new Get(first + i))])
                : new Scalar(variable.Type, new Get(first));
        }
        else
        {
            variable.Locals = [.. leaves.Select((_, i) => first + i)];
            foreach (int changing in variable.Locals)
                builder.MarkMutable(changing);
        }

        return variable;
    }
}
