function __opstat_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opstat_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __opstat_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opstat_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __opstat_parse_tokens -S
    set -l unparsed_tokens (__opstat_tokens -pc)
    switch $unparsed_tokens[1]
    case 'opstat'
        __opstat_parse_subcommand 0 'uri=' 'db=' 'format=' 'extended-json' 'output=' 'kind=+' 'sizes' 'no-sizes' 'queries' 'watch=' 'count=' 'timeout=' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'check'
            __opstat_parse_subcommand 0 'uri=' 'db=' 'max-lag=' 'max-age=' 'max-arrival-lag=' 'stream=+' 'max-connections=' 'max-cache-dirty=' 'drift' 'unused=' 'timeout=' 'version' 'h/help'
        case 'help'
            __opstat_parse_subcommand -r 1 'version'
        end
    end
end

function __opstat_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __opstat_parse_subcommand -S -a positional_count
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

function __opstat_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __opstat_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__opstat_tokens -p)
    if test -z "$(__opstat_tokens -t)"
        set -l index (count (__opstat_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'opstat' -f
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" format' -l 'format' -d 'How to print: ndjson, table (for people) or openmetrics (for Prometheus and its like).' -rfka 'ndjson table openmetrics'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" extended-json' -l 'extended-json' -d 'Print MongoDB Extended JSON v2 (relaxed).'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" output' -l 'output' -d 'Write to a file, replaced as a whole with each sample.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat"' -l 'kind' -d 'Only these records, and only their cost; may be repeated.' -rfka 'server replica database collection index stream query'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" sizes' -l 'sizes' -d 'Bytes of collections and indexes: about 1 ms of the server\'s time an index. When watching, once a minute.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" no-sizes' -l 'no-sizes' -d 'Bytes of collections and indexes: about 1 ms of the server\'s time an index. When watching, once a minute.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" queries' -l 'queries' -d 'Run each named query once with its own example, and tell its plan and cost.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" watch' -l 'watch' -d 'Go on, a sample each so often, with rates between them.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" count' -l 'count' -d 'End after so many samples.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" timeout' -l 'timeout' -d 'How long one sample may take; what comes later says so.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" version' -l 'version' -d 'Show the version.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_positional "opstat" -eq 1' -fa 'check' -d 'Compare one sample with limits, as a monitoring plugin does.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_positional "opstat" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" max-lag' -l 'max-lag' -d 'How far members may be behind the primary.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" max-age' -l 'max-age' -d 'How old the newest event of each stream may be.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" max-arrival-lag' -l 'max-arrival-lag' -d 'How late events may arrive: the median of the latest 100.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check"' -l 'stream' -d 'Streams to look at, instead of all three; may be repeated.' -rfka 'sign_in_attempts item_usages audit_events'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" max-connections' -l 'max-connections' -d 'How many of the connections may be in use, such as 80%.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" max-cache-dirty' -l 'max-cache-dirty' -d 'How much of the cache may be unwritten, such as 20%.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" drift' -l 'drift' -d 'No index or validator of the catalogue may be missing or changed. Others are no drift.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" unused' -l 'unused' -d 'No index may have been without use for so long.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" timeout' -l 'timeout' -d 'How long to wait for a slow server.' -rfka ''
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" version' -l 'version' -d 'Show the version.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opstat' -n '__opstat_should_offer_completions_for_flags_or_options "opstat help" version' -l 'version' -d 'Show the version.'
