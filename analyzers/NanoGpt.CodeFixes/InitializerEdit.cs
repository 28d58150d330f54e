using Microsoft.CodeAnalysis.CSharp;

namespace NanoGpt.CodeFixes;

/// <summary>Sets and removes properties in the initializer of a <c>new</c> or <c>with</c>.</summary>
internal static class InitializerEdit
{
    private static InitializerExpressionSyntax? GetInitializer(ExpressionSyntax creation) => creation switch
    {
        BaseObjectCreationExpressionSyntax @new => @new.Initializer,
        WithExpressionSyntax with => with.Initializer,
        _ => null,
    };

    private static AssignmentExpressionSyntax? Find(ExpressionSyntax creation, string property) =>
        GetInitializer(creation)?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == property);

    /// <summary>Returns the changes that set properties. Properties that are not yet assigned are appended.</summary>
    public static IReadOnlyList<TextChange> Set(
        ExpressionSyntax creation, FixPlace place, IReadOnlyList<(string Name, string Expression)> properties)
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
            changes.Add(Append(creation, place, added));
        }

        return changes;
    }

    /// <summary>Returns the change that removes a property with its comma and, if it has one, its own line.</summary>
    public static IReadOnlyList<TextChange> Remove(ExpressionSyntax creation, SourceText text, string property)
    {
        if (GetInitializer(creation) is not { } initializer || Find(creation, property) is not { } assignment)
        {
            return [];
        }

        var index = initializer.Expressions.IndexOf(assignment);
        var separators = initializer.Expressions.GetSeparators().ToList();
        if (index < separators.Count)
        {
            var comma = separators[index];
            var start = assignment.SpanStart;
            if (HasComment(comma.TrailingTrivia))
            {
                return [Delete(start, comma.Span.End)];
            }

            var isWholeLine = StartsLine(text, start)
                && comma.TrailingTrivia.Any(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
            return [Delete(isWholeLine ? text.Lines.GetLineFromPosition(start).Start : start, comma.FullSpan.End)];
        }

        // The last property is removed with the comma before it.
        return index > 0
            ? [Delete(separators[index - 1].SpanStart, assignment.Span.End)]
            : [Delete(assignment.SpanStart, assignment.Span.End + (text[assignment.Span.End] == ' ' ? 1 : 0))];
    }

    private static TextChange Append(ExpressionSyntax creation, FixPlace place, List<string> added)
    {
        if (GetInitializer(creation) is not { } initializer)
        {
            return new TextChange(new TextSpan(creation.Span.End, 0), $" {{ {string.Join(", ", added)} }}");
        }

        if (initializer.Expressions.Count == 0)
        {
            var inside = TextSpan.FromBounds(initializer.OpenBraceToken.Span.End, initializer.CloseBraceToken.SpanStart);
            return new TextChange(inside, $" {string.Join(", ", added)} ");
        }

        var last = initializer.Expressions.Last();
        var line = place.Text.Lines.GetLineFromPosition(last.SpanStart);
        var separator = StartsLine(place.Text, last.SpanStart)
            ? place.EndOfLine + place.Text.ToString(TextSpan.FromBounds(line.Start, last.SpanStart))
            : " ";

        // A trailing comma is kept.
        var separators = initializer.Expressions.GetSeparators().ToList();
        if (separators.Count == initializer.Expressions.Count)
        {
            var comma = separators[separators.Count - 1];
            return new TextChange(new TextSpan(comma.Span.End, 0), string.Concat(added.Select(item => separator + item + ",")));
        }

        return new TextChange(new TextSpan(last.Span.End, 0), string.Concat(added.Select(item => "," + separator + item)));
    }

    private static TextChange Delete(int start, int end) => new(TextSpan.FromBounds(start, end), "");

    private static bool HasComment(SyntaxTriviaList trivia) =>
        trivia.Any(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));

    private static bool StartsLine(SourceText text, int position)
    {
        var start = text.Lines.GetLineFromPosition(position).Start;
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, position)));
    }
}
