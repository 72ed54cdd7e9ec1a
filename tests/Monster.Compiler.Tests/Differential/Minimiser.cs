using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Monster.Compiler.Tests.Differential;

/// <summary>
/// Makes a program that fails smaller: leaves out members, statements and sections, puts a part in the place of a whole, as long
/// as the program still fails. What is no longer C# does not fail in the same way, so nothing here has to know the rules of C#.
/// </summary>
internal sealed class Minimiser(Func<string, bool> stillFails, TimeSpan limit)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public string Minimise(string source)
    {
        int before;
        do
        {
            before = source.Length;
            source = Pass<BaseMethodDeclarationSyntax>(source, Emptied);
            source = Pass<MemberDeclarationSyntax>(source, Replacements);
            source = Pass<StatementSyntax>(source, Replacements);
            source = Pass<SwitchSectionSyntax>(source, Replacements);
            source = Pass<ExpressionSyntax>(source, Replacements);
        }
        while (source.Length < before && _watch.Elapsed < limit);
        return CSharpSyntaxTree.ParseText(source).GetRoot().NormalizeWhitespace().ToFullString();
    }

    /// <summary>Tries every node of a kind once, the outer ones first.</summary>
    private string Pass<TNode>(string source, Func<TNode, IEnumerable<string>> replacements)
        where TNode : SyntaxNode
    {
        for (int position = 0; _watch.Elapsed < limit;)
        {
            var node = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<TNode>().ElementAtOrDefault(position);
            if (node is null)
                break;
            string? smaller = replacements(node)
                .Where(text => text.Length < node.Span.Length)
                .Select(text => source.Remove(node.SpanStart, node.Span.Length).Insert(node.SpanStart, text))
                .FirstOrDefault(stillFails);
            if (smaller is null)
                position++;
            else
                source = smaller;
        }

        return source;
    }

    private static IEnumerable<string> Emptied(BaseMethodDeclarationSyntax method)
    {
        if (method.Body is not { Statements.Count: > 0 } body)
            return [];
        string head = method.ToString()[..(body.SpanStart - method.SpanStart)];
        return [head + "{}", head + "{ return default; }", head + "{ return 0; }"];
    }

    private static IEnumerable<string> Replacements(SyntaxNode node)
    {
        switch (node)
        {
            case BaseNamespaceDeclarationSyntax or BlockSyntax { Parent: BaseMethodDeclarationSyntax } or TypeSyntax and not IdentifierNameSyntax or LiteralExpressionSyntax:
                return [];
            case BlockSyntax block:
                return [block.Parent is BlockSyntax ? "" : "{}", string.Concat(block.Statements.Select(s => s.ToString()))];
            case StatementSyntax statement:
                var parts = statement.ChildNodes().OfType<StatementSyntax>().Select(s => s.ToString());
                return parts.Prepend(statement.Parent is BlockSyntax or SwitchSectionSyntax ? "" : "{}");
            case ExpressionSyntax expression:
                var operands = expression.ChildNodes().SelectMany(n => n is ArgumentListSyntax list ? list.Arguments.Select(a => a.Expression) : n is ExpressionSyntax e ? [e] : []);
                return operands.Select(o => o.ToString()).Concat(["0", "1", "true", "false"]);
            default:
                return [""];
        }
    }
}
