function __opq_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opq_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __opq_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opq_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __opq_parse_tokens -S
    set -l unparsed_tokens (__opq_tokens -pc)
    switch $unparsed_tokens[1]
    case 'opq'
        __opq_parse_subcommand -r 2 'file=' 'describe=' 'check=' 'all' 'kind=' 'explain' 'print-pipeline' 'limit=' 'order=' 'full' 'timeout=' 'fail-on-match' 'cursor-file=' 'cursor=' 'print-cursor' 'follow' 'lag=' 'interval=' 'format=' 'extended-json' 'uri=' 'db=' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __opq_parse_subcommand -r 1 'version'
        end
    end
end

function __opq_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __opq_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __opq_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __opq_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__opq_tokens -p)
    if test -z "$(__opq_tokens -t)"
        set -l index (count (__opq_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'opq' -f
complete -c 'opq' -n '__opq_should_offer_completions_for_positional "opq" -eq 1' -fka '(__opq_custom_completion ---completion -- positional@0 (count (__opq_tokens -pc)) (__opq_tokens -tC))'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" file' -l 'file' -d 'Ask the query in this file.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" describe' -l 'describe' -d 'Explain a query: its parameters, its source, its false positives.' -rfka '(__opq_custom_completion ---completion -- --describe (count (__opq_tokens -pc)) (__opq_tokens -tC))'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" check' -l 'check' -d 'Check a query file and name everything that is wrong with it.' -rfa '(for p in (string match -e -- \'*/\' (commandline -t);or printf \n)*.\'json\';printf %s\n $p;end;__fish_complete_directories (commandline -t) \'\')'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" all' -l 'all' -d 'Ask every query of a kind, and print one line a finding.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" kind' -l 'kind' -d 'With --all or alone: events, directory, analytics, compliance, detection, hygiene, quality.' -rfka ''
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" explain' -l 'explain' -d 'Print how the server would answer: plan, index, keys and documents examined.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" print-pipeline' -l 'print-pipeline' -d 'Print the aggregation, to be pasted into mongosh.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" limit' -l 'limit' -d 'At most this many records.' -rfka ''
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" order' -l 'order' -d 'Oldest or newest first, for listings of events: asc or desc.' -rfka 'asc desc'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" full' -l 'full' -d 'List all events of a finding and all members of a set, not up to 20.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" timeout' -l 'timeout' -d 'Longest time that the server may take; 0s for no limit (default: 60s).' -rfka ''
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" fail-on-match' -l 'fail-on-match' -d 'Leave with status 1 when there is an answer.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" cursor-file' -l 'cursor-file' -d 'Go on after the cursor in this file, and replace it once the output was accepted. Order is that of arrival.' -rF
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" cursor' -l 'cursor' -d 'Go on after this cursor, as --print-cursor printed it.' -rfka ''
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" print-cursor' -l 'print-cursor' -d 'Print the next cursor on standard error.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" follow' -l 'follow' -d 'Wait for further events, until SIGINT or SIGTERM.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" lag' -l 'lag' -d 'Stay this long behind, so that what is still being loaded is not missed (default: 5s).' -rfka ''
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" interval' -l 'interval' -d 'With --follow: look this often (default: 1s).' -rfka ''
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" format' -l 'format' -d 'How to print: ndjson, tsv, csv or table (aligned, cut to the terminal\'s width).' -rfka 'ndjson tsv csv table'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" extended-json' -l 'extended-json' -d 'Print MongoDB Extended JSON v2 (relaxed), so that mongoimport and mongosh read the same types.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" version' -l 'version' -d 'Show the version.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opq' -n '__opq_should_offer_completions_for_positional "opq" -eq 2' -fa 'help' -d 'Show subcommand help information.'
complete -c 'opq' -n '__opq_should_offer_completions_for_flags_or_options "opq help" version' -l 'version' -d 'Show the version.'

# A query's own parameters, which opq knows and its parser does not: also those of your queries in $ONEPW_QUERIES.
function __opq_parameters
    set -l tokens (commandline --tokenize --cut-at-cursor --current-process)
    if test (count $tokens) -ge 2; and not string match --quiet -- '-*' $tokens[2]
        command $tokens[1] --describe $tokens[2] 2>/dev/null | string replace --filter --regex '^  (--[a-z-]+) <.*?>\s+(.*)' '$1\t$2'
    end
end

complete -c 'opq' -f -a '(__opq_parameters)'
