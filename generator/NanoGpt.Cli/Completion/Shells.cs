namespace NanoGpt.Cli.Completion;

/// <summary>What a shell must be told so that it asks the tool how a word could end.</summary>
internal static class Shells
{
    /// <summary>The shells that there is a script for.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script; load it from the shell's profile.</summary>
    public static string Script(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        _ => PowerShell,
    };

    // Bash ends a word at = and completes what follows, so the part before it is cut off the suggestions.
    private const string Bash = """
        # nanogpt: eval "$(nanogpt completion bash)"
        _nanogpt() {
          local typed="${COMP_LINE:0:COMP_POINT}" cut='' line
          typed="${typed##* }"
          case "$typed" in *=*) cut="${typed%%=*}=" ;; esac
          COMPREPLY=()
          while IFS= read -r line; do
            COMPREPLY+=("${line#"$cut"}")
          done < <(nanogpt complete --position "$COMP_POINT" -- "$COMP_LINE" 2>/dev/null)
          [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[=@] ]] && compopt -o nospace
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
        complete -c nanogpt -f -a '(nanogpt complete --position (string length -- (commandline -cp)) -- (commandline -cp) 2>/dev/null)'

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
