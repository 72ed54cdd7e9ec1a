using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Monster.Compiler.FrontEnd;

namespace Monster.Compiler;

/// <summary>
/// Tables in static fields are constant: what is written into them would be remembered outside the saved state. So a table is only read where it stands, or handed on as a
/// <c>ReadOnlySpan</c>; under a name through which it could be written to it must not go anywhere. (What static constructors do is done when the game is compiled, and allowed.)
/// </summary>
internal sealed class ConstantRule
{
    private readonly CSharpOutput _front;
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
                Check(table, table);
        }
    }

    private static bool IsTable(ISymbol member) => member is IFieldSymbol { IsStatic: true, IsReadOnly: true } || (member is IPropertySymbol { IsStatic: true, IsReadOnly: true } property && IsAutomatic(property));

    private static bool IsStaticInitialisation(ISymbol? symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } or IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true };

    private static bool IsAutomatic(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    /// <summary>Follows what is read of a table to where it ends: a number, which is well, or a reference or a place that somebody else could write to.</summary>
    private void Check(IOperation part, IMemberReferenceOperation table)
    {
        var user = part.Parent;
        while (user is IParenthesizedOperation)
            (part, user) = (user, user.Parent);
        if (IsWritten(part, user))
        {
            Report(table, "writing to");
            return;
        }

        switch (user)
        {
            case IFieldReferenceOperation field when field.Instance == part:
            case IArrayElementReferenceOperation element when element.ArrayReference == part:
                Check(user, table);
                return;
            case IPropertyReferenceOperation property when property.Instance == part && property.Property.ContainingType.SpecialType != SpecialType.System_Array:
                if (IsAutomatic(property.Property))
                    Check(property, table);
                else if (!IsReadOnly(part.Type!, property.Property.GetMethod) || IsWritten(property, property.Parent))
                    Report(table, "calling a member of");
                return;
            case IInvocationOperation call when call.Instance == part:
                if (!IsReadOnly(part.Type!, call.TargetMethod))
                    Report(table, "calling a member of");
                return;
        }

        if (IsWritable(part.Type!) && !IsOnlyRead(part, user))
            Report(table, "handing on");
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
        IConditionalOperation { IsRef: true } => true,
        _ => false,
    };

    private bool IsReadOnly(ITypeSymbol type, IMethodSymbol? method) =>
        !IsWritable(type) && (type is { IsReferenceType: true } or { IsReadOnly: true } or { TypeKind: TypeKind.Enum } || type.SpecialType != SpecialType.None || method is { IsReadOnly: true });

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
            { SpecialType: SpecialType.System_Object } => true,
            { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum } => false,
            ITypeParameterSymbol parameter => !parameter.HasUnmanagedTypeConstraint,
            { IsValueType: true } => FieldsOf(type).Any(f => IsWritable(f.Type)),
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
            $"{what} the static readonly table {table.Member.Name}: tables are constant and only read where they stand. Hand it on as a ReadOnlySpan, or copy it into an array of the game in Init");
        if (!_messages.Contains(message))
            _messages.Add(message);
    }
}
