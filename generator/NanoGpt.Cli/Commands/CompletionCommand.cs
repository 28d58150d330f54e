namespace NanoGpt.Cli.Commands;

/// <summary>Implements <c>completion</c>, which prints the completion script of a shell.</summary>
internal sealed class CompletionCommand : Command
{
    private readonly Argument<string> shell = new("SHELL") { Description = "The shell" };

    public CompletionCommand(CommandHost host)
        : base("completion", "Prints a shell's completion script.")
    {
        shell.AcceptOnlyFromAmong([.. Shells.Names]);
        Arguments.Add(shell);
        SetAction(result =>
        {
            host.Output.Write(Shells.Script(result.GetValue(shell)!).ReplaceLineEndings("\n"));
            return ExitCode.Ok;
        });
    }
}

/// <summary>Provides completion scripts for shells.</summary>
internal static class Shells
{
    public static IReadOnlyList<string> Names { get; } = ["bash", "zsh", "fish", "pwsh"];

    public static string Script(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };

    // Bash splits words at = and @, so the part before them is removed from the suggestions.
    private const string Bash = """
        # nanogpt: eval "$(nanogpt completion bash)"
        _nanogpt() {
          local typed="${COMP_LINE:0:COMP_POINT}" cut='' line
          typed="${typed##* }"
          case "$typed" in *[=@]*) cut="${typed%"${typed##*[=@]}"}" ;; esac
          COMPREPLY=()
          while IFS= read -r line; do
            COMPREPLY+=("${line#"$cut"}")
          done < <(nanogpt complete --position "$COMP_POINT" -- "$COMP_LINE" 2>/dev/null)
          [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[=@/] ]] && compopt -o nospace
        }
        complete -o default -F _nanogpt nanogpt

        """;

    private const string Zsh = """
        #compdef nanogpt
        # nanogpt: eval "$(nanogpt completion zsh)"
        _nanogpt() {
          local -a words_found
          words_found=("${(@f)$(nanogpt complete --position $#LBUFFER -- "$LBUFFER" 2>/dev/null)}")
          compadd -S '' -a words_found
        }
        compdef _nanogpt nanogpt

        """;

    private const string Fish = """
        # nanogpt: nanogpt completion fish | source
        complete -c nanogpt -f \
          -a '(nanogpt complete --position (string length -- (commandline -cp)) -- (commandline -cp) 2>/dev/null)'

        """;

    private const string PowerShell = """
        # nanogpt: nanogpt completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName nanogpt -ScriptBlock {
          param($word, $ast, $position)
          nanogpt complete --position $position -- "$ast" 2>$null | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }

        """;
}
