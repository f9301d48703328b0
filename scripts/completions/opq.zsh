
# A query's own parameters, which opq knows and its parser does not: also those of your queries in $ONEPW_QUERIES.
functions -c _opq _opq_without_parameters
_opq() {
    if (( CURRENT > 2 )) && [[ "${words[2]}" != -* && "${words[CURRENT]}" == -* ]]; then
        local -a parameters
        parameters=(${(f)"$(command "${words[1]}" --describe "${words[2]}" 2>/dev/null | sed -n 's/^  \(--[a-z-]*\) <.*/\1/p')"})
        (( ${#parameters} )) && compadd -- "${parameters[@]}"
    fi
    _opq_without_parameters "${@}"
}

