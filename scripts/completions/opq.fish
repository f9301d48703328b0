
# A query's own parameters, which opq knows and its parser does not: also those of your queries in $ONEPW_QUERIES.
function __opq_parameters
    set -l tokens (commandline --tokenize --cut-at-cursor --current-process)
    if test (count $tokens) -ge 2; and not string match --quiet -- '-*' $tokens[2]
        command $tokens[1] --describe $tokens[2] 2>/dev/null | string replace --filter --regex '^  (--[a-z-]+) <.*?>\s+(.*)' '$1\t$2'
    end
end

complete -c 'opq' -f -a '(__opq_parameters)'
