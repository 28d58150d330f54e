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

    /// <summary>Returns the assignment of a property, or null if the initializer does not assign it.</summary>
    public static AssignmentExpressionSyntax? Find(ExpressionSyntax creation, string property) =>
        GetInitializer(creation)?.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Left is IdentifierNameSyntax name && name.Identifier.ValueText == property);

    /// <summary>
    /// Returns the changes that set properties. Properties that are not yet assigned are appended. Returns no changes if comments
    /// or calls would be lost.
    /// </summary>
    public static IReadOnlyList<TextChange> Set(
        ExpressionSyntax creation, FixPlace place, IReadOnlyList<(string Name, string Expression)> properties)
    {
        var changes = new List<TextChange>();
        var added = new List<string>();
        foreach (var (name, expression) in properties)
        {
            if (Find(creation, name) is { } assignment)
            {
                if (!place.CanRemove(assignment.Right))
                {
                    return [];
                }

                changes.Add(new TextChange(assignment.Right.Span, expression));
            }
            else
            {
                added.Add($"{name} = {expression}");
            }
        }

        if (added.Count > 0)
        {
            changes.AddRange(Append(creation, place, added));
        }

        return changes;
    }

    /// <summary>
    /// Returns the changes that remove a property with its comma and, if it is alone there, its line. Returns no changes if
    /// comments or calls would be lost.
    /// </summary>
    public static IReadOnlyList<TextChange> Remove(ExpressionSyntax creation, FixPlace place, string property)
    {
        if (GetInitializer(creation) is not { } initializer || Find(creation, property) is not { } assignment
            || !place.CanRemove(assignment))
        {
            return [];
        }

        var index = initializer.Expressions.IndexOf(assignment);
        var separators = initializer.Expressions.GetSeparators().ToList();
        var (start, end) = (assignment.SpanStart, assignment.Span.End);
        if (index < separators.Count)
        {
            var comma = separators[index].Span;
            if (!IsBlank(place.Text, end, comma.Start))
            {
                return [Delete(start, end), Delete(comma.Start, comma.End)];
            }

            end = comma.End;
        }
        else if (index > 0 && IsBlank(place.Text, separators[index - 1].Span.End, start))
        {
            // The last property is removed with the comma before it, unless comments or directives are between them.
            return [Delete(separators[index - 1].SpanStart, end)];
        }

        var line = place.Text.Lines.GetLineFromPosition(end);
        if (IsBlank(place.Text, end, line.End) && StartsLine(place.Text, start))
        {
            return [Delete(place.Text.Lines.GetLineFromPosition(start).Start, line.EndIncludingLineBreak)];
        }

        return [Delete(start, end < line.End && place.Text[end] == ' ' ? end + 1 : end)];
    }

    private static IEnumerable<TextChange> Append(ExpressionSyntax creation, FixPlace place, List<string> added)
    {
        if (GetInitializer(creation) is not { } initializer)
        {
            return [Insert(creation.Span.End, $" {{ {string.Join(", ", added)} }}")];
        }

        if (initializer.Expressions.Count == 0)
        {
            var (open, close) = (initializer.OpenBraceToken.Span.End, initializer.CloseBraceToken.SpanStart);
            return IsBlank(place.Text, open, close)
                ? [new TextChange(TextSpan.FromBounds(open, close), $" {string.Join(", ", added)} ")]
                : [Insert(close, $"{string.Join(", ", added)} ")];
        }

        // The comments after the last property stay with it, and a trailing comma stays the last.
        var last = initializer.Expressions.Last();
        var separators = initializer.Expressions.GetSeparators().ToList();
        var hasComma = separators.Count == initializer.Expressions.Count;
        var token = hasComma ? separators[separators.Count - 1] : last.GetLastToken();
        var comment = token.TrailingTrivia.LastOrDefault(MustStay);
        var line = place.Text.Lines.GetLineFromPosition(last.SpanStart);
        var isOwnLine = StartsLine(place.Text, last.SpanStart) || comment.IsKind(SyntaxKind.SingleLineCommentTrivia);
        var indentation = new string(place.Text.ToString(line.Span).TakeWhile(char.IsWhiteSpace).ToArray());
        var separator = isOwnLine ? place.EndOfLine + indentation : " ";
        var items = string.Join("," + separator, added);
        var end = comment.IsKind(SyntaxKind.None) ? token.Span.End : comment.Span.End;
        return hasComma ? [Insert(end, $"{separator}{items},")]
            : isOwnLine && end > token.Span.End ? [Insert(token.Span.End, ","), Insert(end, separator + items)]
            : [Insert(end, $",{separator}{items}")];
    }

    /// <summary>Returns whether a fix has to keep trivia.</summary>
    public static bool MustStay(SyntaxTrivia trivia) => trivia.IsDirective
        || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.DisabledTextTrivia);

    private static TextChange Insert(int position, string text) => new(new TextSpan(position, 0), text);

    private static TextChange Delete(int start, int end) => new(TextSpan.FromBounds(start, end), "");

    private static bool StartsLine(SourceText text, int position) =>
        IsBlank(text, text.Lines.GetLineFromPosition(position).Start, position);

    private static bool IsBlank(SourceText text, int start, int end) =>
        string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));
}
