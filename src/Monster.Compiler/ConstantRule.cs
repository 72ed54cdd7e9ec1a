using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Monster.Compiler.FrontEnd;

namespace Monster.Compiler;

/// <summary>
/// Tables in static fields are constant: what is written into them would be remembered outside the saved state. So a table is only read, where it stands and
/// by methods it is handed to, which are followed. It must not go where it could not be followed: into a field, out of a method, to a virtual one, into a <c>Span</c>. (What static
/// constructors do is done when the game is compiled, and allowed.)
/// </summary>
internal sealed class ConstantRule
{
    private const string Writing = "writing to";
    private const string Calling = "calling a member of";
    private const string HandingOn = "handing on";

    private readonly CSharpOutput _front;
    private readonly Dictionary<ISymbol, string?> _followed = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ITypeSymbol, bool> _writable = new(SymbolEqualityComparer.Default);
    private readonly List<CompileMessage> _messages = [];
    private INamedTypeSymbol[]? _classes;

    private ConstantRule(CSharpOutput front) => _front = front;

    /// <param name="front">The compilation.</param>
    /// <param name="path">The file to look at; null for all of the author's.</param>
    public static List<CompileMessage> Check(CSharpOutput front, string? path)
    {
        var rule = new ConstantRule(front);
        foreach (var tree in front.Compilation.SyntaxTrees)
        {
            if (front.Paths.TryGetValue(tree.FilePath, out string? known) && (path is null || known == path))
                rule.Visit(tree);
        }

        return rule._messages;
    }

    private void Visit(SyntaxTree tree)
    {
        var nodes = tree.GetRoot().DescendantNodes().ToList();
        var names = nodes.OfType<FieldDeclarationSyntax>().Where(f => f.Modifiers.Any(m => m.ValueText == "static")).SelectMany(f => f.Declaration.Variables).Select(v => v.Identifier.ValueText)
            .Concat(nodes.OfType<PropertyDeclarationSyntax>().Where(p => p.Modifiers.Any(m => m.ValueText == "static")).Select(p => p.Identifier.ValueText)).ToHashSet();
        if (names.Count == 0)
            return;
        var model = _front.Compilation.GetSemanticModel(tree);
        foreach (var name in nodes.OfType<IdentifierNameSyntax>().Where(n => names.Contains(n.Identifier.ValueText)))
        {
            SyntaxNode whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            if (model.GetOperation(whole) is IMemberReferenceOperation table && IsTable(table.Member) && !IsStaticInitialisation(model.GetEnclosingSymbol(name.SpanStart)))
            {
                if (FaultOf(table) is { } fault)
                    Report(table, fault);
            }
        }
    }

    private static bool IsTable(ISymbol member) => member is IFieldSymbol { IsStatic: true, IsReadOnly: true } || (member is IPropertySymbol { IsStatic: true, IsReadOnly: true } property && IsAutomatic(property));

    private static bool IsStaticInitialisation(ISymbol? symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } or IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true };

    private static bool IsAutomatic(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    /// <summary>Follows what is read of a table to where it ends: a number, which is well, or a place that is written to, or a reference that is followed no further.</summary>
    /// <returns>What is wrong; null when it is only read.</returns>
    private string? FaultOf(IOperation part)
    {
        var user = part.Parent;
        while (user is IParenthesizedOperation)
            (part, user) = (user, user.Parent);
        if (IsWritten(part, user))
            return Writing;
        switch (user)
        {
            case IFieldReferenceOperation field when field.Instance == part:
            case IArrayElementReferenceOperation element when element.ArrayReference == part:
                return FaultOf(user);
            case IPropertyReferenceOperation property when property.Instance == part && property.Property.ContainingType.SpecialType != SpecialType.System_Array:
                return IsAutomatic(property.Property) ? FaultOf(property) : FaultOfCall(part.Type!, property.Property.GetMethod) ?? (IsWritten(property, property.Parent) ? Writing : null);
            case IInvocationOperation call when call.Instance == part:
                return FaultOfCall(part.Type!, call.TargetMethod);
        }

        return !IsWritable(part.Type!) || IsOnlyRead(part, user) ? null : user switch
        {
            IConversionOperation conversion when conversion.OperatorMethod is null && !conversion.Type!.IsRefLikeType => FaultOf(conversion),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation made } => FaultWithin(made.Symbol),
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment when assignment.Parent is IExpressionStatementOperation => FaultWithin(local.Local),
            IForEachLoopOperation loop when loop.Collection == part => FaultWithin(loop.Locals[0]),
            IArgumentOperation { Parameter: { } parameter } => FaultWithin(parameter.OriginalDefinition),
            _ => HandingOn,
        };
    }

    /// <summary>What is wrong with calling a method of a table's object or struct.</summary>
    private string? FaultOfCall(ITypeSymbol type, IMethodSymbol? method)
    {
        if (!IsWritable(type) && (type is { IsReferenceType: true } or { IsReadOnly: true } or { TypeKind: TypeKind.Enum } || type.SpecialType != SpecialType.None || method is { IsReadOnly: true }))
            return null;
        return method is null or { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true } ? Calling : FaultWithin(method.OriginalDefinition);
    }

    /// <summary>What is wrong with what a local, a parameter, or a method's <c>this</c> is used for.</summary>
    private string? FaultWithin(ISymbol holder)
    {
        if (_followed.TryGetValue(holder, out string? known))
            return known;
        _followed[holder] = null; // as far as it is handed to itself only
        var method = holder as IMethodSymbol ?? holder.ContainingSymbol as IMethodSymbol;
        if (method is null || (holder is not ILocalSymbol && method is { IsVirtual: true } or { IsAbstract: true } or { IsOverride: true }) || method.DeclaringSyntaxReferences is not [var declared]
            || _front.Compilation.GetSemanticModel(declared.SyntaxTree).GetOperation(declared.GetSyntax()) is not { } body)
            return _followed[holder] = HandingOn;
        var uses = body.Descendants().Where(o => o switch
        {
            ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, holder),
            IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, holder),
            IInstanceReferenceOperation self => holder is IMethodSymbol && self.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance,
            _ => false,
        });
        return _followed[holder] = uses.Where(use => use.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != use || holder is IMethodSymbol)
            .Select(FaultOf).FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Whether a place is the target of an assignment, or given away as a <c>ref</c>.</summary>
    private static bool IsWritten(IOperation part, IOperation? user) => user switch
    {
        IAssignmentOperation assignment => assignment.Target == part || (assignment is ISimpleAssignmentOperation { IsRef: true } && part is not IMemberReferenceOperation { Member.IsStatic: true }),
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } => true,
        IReturnOperation { SemanticModel: { } model } back => model.GetEnclosingSymbol(back.Syntax.SpanStart) is IMethodSymbol { RefKind: RefKind.Ref },
        ITupleOperation tuple => tuple.Parent is IDeconstructionAssignmentOperation deconstruction && deconstruction.Target == tuple,
        IConditionalOperation { IsRef: true } choice => choice.Condition != part,
        _ => false,
    };

    /// <summary>The uses of a reference that hand nothing on.</summary>
    private bool IsOnlyRead(IOperation part, IOperation? user) => user switch
    {
        IPropertyReferenceOperation or INameOfOperation or IBinaryOperation or IExpressionStatementOperation => true,
        IIsPatternOperation test => test.Pattern is IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation },
        IConversionOperation conversion when IsSpan(conversion.Type) => IsSpanOfValues(conversion.Type),
        IConversionOperation conversion => conversion.Parent is { } next && IsOnlyRead(conversion, next),
        IForEachLoopOperation loop => loop.Collection == part && !IsWritable(((ILocalSymbol)loop.Locals[0]).Type),
        IArgumentOperation { Parent: IObjectCreationOperation made } => IsSpanOfValues(made.Type),
        IArgumentOperation { Parameter: { } parameter } => parameter.ContainingType.SpecialType == SpecialType.System_Array
            && (parameter.ContainingSymbol.Name == "IndexOf" || parameter.Name == "sourceArray") && !(part.Type is IArrayTypeSymbol array && IsWritable(array.ElementType)),
        _ => false,
    };

    private static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "ReadOnlySpan", ContainingNamespace.Name: "System" };

    private bool IsSpanOfValues(ITypeSymbol? type) => IsSpan(type) && !IsWritable(((INamedTypeSymbol)type!).TypeArguments[0]);

    /// <summary>Whether something could be written to through a value of a type: an array, an object with a field that changes, or a struct that holds one of them.</summary>
    private bool IsWritable(ITypeSymbol type)
    {
        if (_writable.TryGetValue(type, out bool known))
            return known;
        _writable[type] = false; // as far as it refers to itself only
        return _writable[type] = type switch
        {
            IArrayTypeSymbol => true,
            { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Enum } or { IsValueType: true, SpecialType: not SpecialType.None } => false,
            ITypeParameterSymbol parameter => !parameter.HasUnmanagedTypeConstraint,
            { IsValueType: true } => FieldsOf(type).Any(f => IsWritable(f.Type)),
            { DeclaringSyntaxReferences.Length: 0 } => true, // of .NET: not known
            INamedTypeSymbol named => Classes.Where(c => IsA(c, named)).Append(named).SelectMany(Line).SelectMany(FieldsOf).Any(f => !f.IsReadOnly || IsWritable(f.Type)),
            _ => true,
        };
    }

    /// <summary>The classes of the author: a reference may be to any that derives from its type.</summary>
    private INamedTypeSymbol[] Classes => _classes ??= [.. _front.Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Where(t => t.TypeKind == TypeKind.Class)];

    private static bool IsA(INamedTypeSymbol type, INamedTypeSymbol what) =>
        Line(type).Concat(type.AllInterfaces).Any(t => SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, what.OriginalDefinition));

    private static IEnumerable<INamedTypeSymbol> Line(INamedTypeSymbol? type)
    {
        for (; type is not null && type.SpecialType != SpecialType.System_Object; type = type.BaseType)
            yield return type;
    }

    private static IEnumerable<IFieldSymbol> FieldsOf(ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic);

    private void Report(IMemberReferenceOperation table, string what)
    {
        var place = table.Syntax.GetLocation().GetLineSpan();
        var message = new CompileMessage(
            _front.Paths[place.Path], place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1, Codes.ConstantWrite,
            $"{what} the static readonly table {table.Member.Name}: tables are constant, and what is done with it here could change it. Hand it on as a ReadOnlySpan, or copy it into an array of the game in Init");
        if (!_messages.Contains(message))
            _messages.Add(message);
    }
}
