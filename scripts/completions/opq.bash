
# A query's own parameters, which opq knows and its parser does not: also those of your queries in $ONEPW_QUERIES.
_opq_with_parameters() {
    _opq "$@"
    local query="${COMP_WORDS[1]}" word="${COMP_WORDS[COMP_CWORD]}"
    if [[ "${COMP_CWORD}" -gt 1 && "${query}" != -* && "${word}" == -* ]]; then
        local parameters
        parameters="$(command "${1}" --describe "${query}" 2>/dev/null | sed -n 's/^  \(--[a-z-]*\) <.*/\1/p')"
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "${parameters}" -- "${word}")
    fi
}

complete -o filenames -F _opq_with_parameters opq
