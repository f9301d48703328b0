function __opload_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opload_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __opload_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opload_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __opload_parse_tokens -S
    set -l unparsed_tokens (__opload_tokens -pc)
    switch $unparsed_tokens[1]
    case 'opload'
        __opload_parse_subcommand 0 'uri=' 'db=' 'collection=' 'on-duplicate=' 'rejects=' 'max-rejects=' 'dry-run' 'drop' 'yes' 'workers=' 'write-concern=' 'retry-for=' 'resume-line=' 'progress' 'q/quiet' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __opload_parse_subcommand -r 1 'version'
        end
    end
end

function __opload_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __opload_parse_subcommand -S -a positional_count
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

function __opload_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __opload_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__opload_tokens -p)
    if test -z "$(__opload_tokens -t)"
        set -l index (count (__opload_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'opload' -f
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" uri' -l 'uri' -d 'Connection string (default: $MONGODB_URI, else mongodb://127.0.0.1:27017). Prefer the variable: options show in ps.' -rfka ''
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" db' -l 'db' -d 'Database (default: the connection string\'s own, else onepassword_events).' -rfka ''
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" collection' -l 'collection' -d 'Load every document into this collection, whatever its shape.' -rfka 'audit_events devices item_usages items locations sessions sign_in_attempts users vaults'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" on-duplicate' -l 'on-duplicate' -d 'What happens to a directory\'s document whose uuid is stored with other content: replace or keep.' -rfka 'replace keep'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" rejects' -l 'rejects' -d 'Write each refused document there as a JSON line, with the reason.' -rF
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" max-rejects' -l 'max-rejects' -d 'Stop once more than this many documents have been refused.' -rfka ''
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" dry-run' -l 'dry-run' -d 'Convert and check everything, but send nothing; needs no server.'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" drop' -l 'drop' -d 'Drop the collections first (all nine, or the one of --collection); asks, or needs --yes.'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" yes' -l 'yes' -d 'Do not ask.'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" workers' -l 'workers' -d 'Connections that load at the same time, 1 to 64.' -rfka ''
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" write-concern' -l 'write-concern' -d 'Acknowledgement to wait for: majority or a number, then ,j or ,nojournal.' -rfka ''
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" retry-for' -l 'retry-for' -d 'How long a batch is tried again after a failure that may pass.' -rfka ''
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" resume-line' -l 'resume-line' -d 'Pass over the lines before this one, which an earlier run has stored.' -rfka ''
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" progress' -l 'progress' -d 'Tell how far it is every ten seconds, even when standard error is no terminal.'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" q quiet' -l 'quiet' -s 'q' -d 'No progress.'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" version' -l 'version' -d 'Show the version.'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opload' -n '__opload_should_offer_completions_for_positional "opload" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'opload' -n '__opload_should_offer_completions_for_flags_or_options "opload help" version' -l 'version' -d 'Show the version.'
