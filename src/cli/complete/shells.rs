//! `completions`: the scripts by which a shell asks `complete` what can stand at the cursor.

/// A shell that lines can be completed in.
pub(in crate::cli) const SHELLS: [&str; 3] = ["bash", "zsh", "fish"];

/// The script of a shell; `None` for one that is not known.
pub(in crate::cli) fn script(shell: &str) -> Option<&'static str> {
    match shell {
        "bash" => Some(BASH),
        "zsh" => Some(ZSH),
        "fish" => Some(FISH),
        _ => None,
    }
}

const BASH: &str = r#"# bash: source <(shenbao completions bash)
_shenbao() {
    local line word=${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word")
        else
            COMPREPLY+=("${line%%$'\t'*}")
        fi
    done < <("${COMP_WORDS[0]}" complete "$COMP_CWORD" -- "${COMP_WORDS[@]}" 2>/dev/null)
}
complete -F _shenbao shenbao
"#;

const ZSH: &str = r#"#compdef shenbao
# zsh: source <(shenbao completions zsh)
_shenbao() {
    local -a found
    local line
    for line in "${(@f)$("${words[1]}" complete $((CURRENT - 1)) -- "${words[@]}" 2>/dev/null)}"; do
        if [[ $line == :files ]]; then
            _files
        elif [[ -n $line ]]; then
            found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
        fi
    done
    (( ${#found} )) && _describe shenbao found
}
compdef _shenbao shenbao
"#;

const FISH: &str = r#"# fish: shenbao completions fish | source
function __shenbao_complete
    set -l words (commandline -opc) (commandline -ct)
    for line in ($words[1] complete (math (count $words) - 1) -- $words 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path (commandline -ct)
        else
            echo $line
        end
    end
end
complete -c shenbao -f -a '(__shenbao_complete)'
"#;
