using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Monster.Compiler.Tests.Differential;

/// <summary>
/// Makes a program that fails smaller: drops members and statements, puts a part in the place of a whole, as long as
/// the program still fails.
/// </summary>
internal sealed class Minimiser(Func<string, bool> stillFails, int attempts)
{
    private int _left = attempts;

    public string Minimise(string source)
    {
        bool smaller = true;
        while (smaller && _left > 0)
        {
            smaller = false;
            int position = 0;
            while (_left > 0)
            {
                var root = CSharpSyntaxTree.ParseText(source).GetRoot();
                var nodes = root.DescendantNodes().Where(n => n is StatementSyntax or MemberDeclarationSyntax or ExpressionSyntax or SwitchSectionSyntax).ToList();
                if (position >= nodes.Count)
                    break;
                if (Smaller(root, nodes[position]) is { } better)
                {
                    source = better;
                    smaller = true;
                }
                else
                {
                    position++;
                }
            }
        }

        return CSharpSyntaxTree.ParseText(source).GetRoot().NormalizeWhitespace().ToFullString();
    }

    private string? Smaller(SyntaxNode root, SyntaxNode node)
    {
        foreach (var candidate in Candidates(root, node))
        {
            if (_left-- <= 0)
                return null;
            string text = candidate.ToFullString();
            if (text.Length < root.FullSpan.Length && stillFails(text))
                return text;
        }

        return null;
    }

    private static IEnumerable<SyntaxNode> Candidates(SyntaxNode root, SyntaxNode node)
    {
        switch (node)
        {
            case BaseNamespaceDeclarationSyntax:
                break;
            case BlockSyntax { Parent: not BlockSyntax } body:
                if (body.Statements.Count > 1)
                    yield return root.ReplaceNode(body, body.WithStatements(SyntaxFactory.List(body.Statements.Take(body.Statements.Count / 2))));
                break;
            case StatementSyntax or MemberDeclarationSyntax or SwitchSectionSyntax:
                if (root.RemoveNode(node, SyntaxRemoveOptions.KeepNoTrivia) is { } without)
                    yield return without;
                foreach (var part in node.ChildNodes().OfType<StatementSyntax>())
                    yield return root.ReplaceNode(node, part);
                break;
            case ExpressionSyntax and not TypeSyntax and not LiteralExpressionSyntax:
                foreach (string literal in new[] { "0", "1", "true", "false" })
                    yield return root.ReplaceNode(node, SyntaxFactory.ParseExpression(literal));
                foreach (var part in node.ChildNodes().OfType<ExpressionSyntax>().Where(p => p is not TypeSyntax or IdentifierNameSyntax))
                    yield return root.ReplaceNode(node, part);
                break;
        }
    }
}
