using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NanoGpt.CodeFixes;

/// <summary>Sets and drops properties in the initializer of a <c>new</c> or <c>with</c>.</summary>
internal static class InitializerEdit
{
    public static InitializerExpressionSyntax? InitializerOf(ExpressionSyntax creation) => creation switch
    {
        BaseObjectCreationExpressionSyntax @new => @new.Initializer,
        WithExpressionSyntax with => with.Initializer,
        _ => null,
    };

    public static AssignmentExpressionSyntax? Find(ExpressionSyntax creation, string property) =>
        InitializerOf(creation)?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == property);

    /// <summary>The changes that give properties new values, where they stand or behind the last one.</summary>
    public static IReadOnlyList<TextChange> Set(ExpressionSyntax creation, SourceText text, IReadOnlyList<(string Name, string Expression)> properties)
    {
        var changes = new List<TextChange>();
        var added = new List<string>();
        foreach (var (name, expression) in properties)
        {
            if (Find(creation, name) is { } assignment)
            {
                changes.Add(new TextChange(assignment.Right.Span, expression));
            }
            else
            {
                added.Add($"{name} = {expression}");
            }
        }

        if (added.Count > 0)
        {
            changes.Add(Append(creation, text, added));
        }

        return changes;
    }

    /// <summary>The change that takes a property out, with its comma and, where it had one, its line.</summary>
    public static IReadOnlyList<TextChange> Drop(ExpressionSyntax creation, SourceText text, string property)
    {
        if (InitializerOf(creation) is not { } initializer || Find(creation, property) is not { } assignment)
        {
            return [];
        }

        var index = initializer.Expressions.IndexOf(assignment);
        var separators = initializer.Expressions.GetSeparators().ToList();
        if (index < separators.Count)
        {
            // Up to the next one, or up to the end of the line.
            var separator = separators[index];
            var end = separator.FullSpan.End;
            var start = assignment.SpanStart;
            if (StandsAlone(text, start) && separator.TrailingTrivia.Any(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
            {
                start = text.Lines.GetLineFromPosition(start).Start;
                return KeepComments(separator.TrailingTrivia) ? [Change(assignment.SpanStart, separator.Span.End)] : [Change(start, end)];
            }

            return [Change(start, KeepComments(separator.TrailingTrivia) ? separator.Span.End : end)];
        }

        if (index > 0)
        {
            // The last one: its comma is the one before it.
            return [Change(separators[index - 1].SpanStart, assignment.Span.End)];
        }

        return [Change(assignment.SpanStart, assignment.Span.End + (text[assignment.Span.End] == ' ' ? 1 : 0))];
    }

    private static TextChange Append(ExpressionSyntax creation, SourceText text, List<string> added)
    {
        if (InitializerOf(creation) is not { } initializer)
        {
            return new TextChange(new TextSpan(creation.Span.End, 0), $" {{ {string.Join(", ", added)} }}");
        }

        if (initializer.Expressions.Count == 0)
        {
            return new TextChange(TextSpan.FromBounds(initializer.OpenBraceToken.Span.End, initializer.CloseBraceToken.SpanStart), $" {string.Join(", ", added)} ");
        }

        var last = initializer.Expressions.Last();
        var line = text.Lines.GetLineFromPosition(last.SpanStart);
        var glue = " ";
        if (StandsAlone(text, last.SpanStart))
        {
            var indentation = text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart));
            glue = EndOfLine(text) + indentation;
        }

        // A comma may stand behind the last one already; then there is one behind what we add, too.
        var separators = initializer.Expressions.GetSeparators().ToList();
        if (separators.Count == initializer.Expressions.Count)
        {
            var comma = separators[separators.Count - 1];
            return new TextChange(new TextSpan(comma.Span.End, 0), string.Concat(added.Select(item => glue + item + ",")));
        }

        return new TextChange(new TextSpan(last.Span.End, 0), string.Concat(added.Select(item => "," + glue + item)));
    }

    private static TextChange Change(int start, int end) => new(TextSpan.FromBounds(start, end), "");

    private static bool KeepComments(SyntaxTriviaList trivia) =>
        trivia.Any(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));

    private static bool StandsAlone(SourceText text, int position)
    {
        var start = text.Lines.GetLineFromPosition(position).Start;
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, position)));
    }

    private static string EndOfLine(SourceText text)
    {
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }
}
