function __opidx_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opidx_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __opidx_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opidx_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __opidx_parse_tokens -S
    set -l unparsed_tokens (__opidx_tokens -pc)
    switch $unparsed_tokens[1]
    case 'opidx'
        __opidx_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'apply'
            __opidx_parse_subcommand 0 'uri=' 'db=' 'retain=' 'validators=' 'prune=' 'format=' 'extended-json' 'yes' 'quiet' 'version' 'h/help'
        case 'plan'
            __opidx_parse_subcommand 0 'uri=' 'db=' 'retain=' 'validators=' 'prune=' 'format=' 'extended-json' 'version' 'h/help'
        case 'check'
            __opidx_parse_subcommand 0 'uri=' 'db=' 'format=' 'extended-json' 'version' 'h/help'
        case 'advise'
            __opidx_parse_subcommand 0 'uri=' 'db=' 'format=' 'extended-json' 'version' 'h/help'
        case 'drop'
            __opidx_parse_subcommand 0 'uri=' 'db=' 'format=' 'extended-json' 'yes' 'quiet' 'version' 'h/help'
        case 'roles'
            __opidx_parse_subcommand 0 'uri=' 'db=' 'format=' 'extended-json' 'prefix=' 'version' 'h/help'
        case 'shard'
            __opidx_parse_subcommand 0 'uri=' 'db=' 'version' 'h/help'
        case 'help'
            __opidx_parse_subcommand -r 1 'version'
        end
    end
end

function __opidx_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __opidx_parse_subcommand -S -a positional_count
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

function __opidx_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __opidx_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__opidx_tokens -p)
    if test -z "$(__opidx_tokens -t)"
        set -l index (count (__opidx_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'opidx' -f
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx" version' -l 'version' -d 'Show the version.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_positional "opidx" -eq 1' -fa 'apply' -d 'Creates what is missing and changes what differs (default).'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_positional "opidx" -eq 1' -fa 'plan' -d 'Says what apply would do, and writes nothing.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_positional "opidx" -eq 1' -fa 'check' -d 'Says what differs from the catalogue, and ends with status 1 if anything does.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_positional "opidx" -eq 1' -fa 'advise' -d 'Says which indexes are unused or redundant, and how each named query is served.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_positional "opidx" -eq 1' -fa 'drop' -d 'Takes back what opidx made: indexes, validators, settings; never documents or what others made.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_positional "opidx" -eq 1' -fa 'roles' -d 'Creates roles in admin: Writer (opload: events cannot be changed), Reader (opq, opstat), Admin (opidx).'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_positional "opidx" -eq 1' -fa 'shard' -d 'Prints, ready for mongosh, how to shard the event collections and why; runs nothing.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_positional "opidx" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" retain' -l 'retain' -d 'How long events are kept: 365d, off, or audit_events=365d,item_usages=120d. Holds until it is changed.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" validators' -l 'validators' -d 'What the server does with documents that do not fit the model: off, warn (log; default) or enforce (refuse). Holds until it is changed.' -rfka 'off warn enforce'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" prune' -l 'prune' -d 'What to do with indexes outside the catalogue: none, hide or drop.' -rfka 'none hide drop'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" format' -l 'format' -d 'How to print: ndjson, tsv, csv or table (aligned, cut to the terminal\'s width).' -rfka 'ndjson tsv csv table'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" extended-json' -l 'extended-json' -d 'Print MongoDB Extended JSON v2 (relaxed), so that mongoimport and mongosh read the same types.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" yes' -l 'yes' -d 'Also do what removes documents, leaves queries without an index for a while, or takes away what others made.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" quiet' -l 'quiet' -d 'Show no progress.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" version' -l 'version' -d 'Show the version.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx apply" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" retain' -l 'retain' -d 'How long events are kept: 365d, off, or audit_events=365d,item_usages=120d. Holds until it is changed.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" validators' -l 'validators' -d 'What the server does with documents that do not fit the model: off, warn (log; default) or enforce (refuse). Holds until it is changed.' -rfka 'off warn enforce'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" prune' -l 'prune' -d 'What to do with indexes outside the catalogue: none, hide or drop.' -rfka 'none hide drop'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" format' -l 'format' -d 'How to print: ndjson, tsv, csv or table (aligned, cut to the terminal\'s width).' -rfka 'ndjson tsv csv table'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" extended-json' -l 'extended-json' -d 'Print MongoDB Extended JSON v2 (relaxed), so that mongoimport and mongosh read the same types.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" version' -l 'version' -d 'Show the version.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx plan" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx check" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx check" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx check" format' -l 'format' -d 'How to print: ndjson, tsv, csv or table (aligned, cut to the terminal\'s width).' -rfka 'ndjson tsv csv table'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx check" extended-json' -l 'extended-json' -d 'Print MongoDB Extended JSON v2 (relaxed), so that mongoimport and mongosh read the same types.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx check" version' -l 'version' -d 'Show the version.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx advise" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx advise" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx advise" format' -l 'format' -d 'How to print: ndjson, tsv, csv or table (aligned, cut to the terminal\'s width).' -rfka 'ndjson tsv csv table'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx advise" extended-json' -l 'extended-json' -d 'Print MongoDB Extended JSON v2 (relaxed), so that mongoimport and mongosh read the same types.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx advise" version' -l 'version' -d 'Show the version.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx advise" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx drop" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx drop" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx drop" format' -l 'format' -d 'How to print: ndjson, tsv, csv or table (aligned, cut to the terminal\'s width).' -rfka 'ndjson tsv csv table'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx drop" extended-json' -l 'extended-json' -d 'Print MongoDB Extended JSON v2 (relaxed), so that mongoimport and mongosh read the same types.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx drop" yes' -l 'yes' -d 'Do it; without, it is only said what would be done.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx drop" quiet' -l 'quiet' -d 'Show no progress.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx drop" version' -l 'version' -d 'Show the version.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx drop" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx roles" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx roles" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx roles" format' -l 'format' -d 'How to print: ndjson, tsv, csv or table (aligned, cut to the terminal\'s width).' -rfka 'ndjson tsv csv table'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx roles" extended-json' -l 'extended-json' -d 'Print MongoDB Extended JSON v2 (relaxed), so that mongoimport and mongosh read the same types.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx roles" prefix' -l 'prefix' -d 'What the names begin with: onepwWriter, onepwReader, onepwAdmin.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx roles" version' -l 'version' -d 'Show the version.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx roles" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx shard" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx shard" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx shard" version' -l 'version' -d 'Show the version.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx shard" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opidx' -n '__opidx_should_offer_completions_for_flags_or_options "opidx help" version' -l 'version' -d 'Show the version.'
