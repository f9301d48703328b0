function __opgen_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opgen_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __opgen_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __opgen_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __opgen_parse_tokens -S
    set -l unparsed_tokens (__opgen_tokens -pc)
    switch $unparsed_tokens[1]
    case 'opgen'
        __opgen_parse_subcommand 0 'users=' 'devices=' 'vaults=' 'items=' 'audit=' 'usages=' 'signins=' 'sessions' 'locations' 'scale=' 'seed=' 'end=' 'days=' 'failure-rate=' 'scenario=+' 'labels=' 'list-scenarios' 'slice=' 'threads=' 'merge' 'extended-json' 'duplicates=' 'late=' 'sparse' 'api=' 'pages=' 'follow' 'rate=' 'count=' 'describe' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __opgen_parse_subcommand -r 1 'version'
        end
    end
end

function __opgen_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __opgen_parse_subcommand -S -a positional_count
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

function __opgen_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __opgen_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__opgen_tokens -p)
    if test -z "$(__opgen_tokens -t)"
        set -l index (count (__opgen_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'opgen' -f
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" users' -l 'users' -d 'People, service accounts and the SCIM bridge.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" devices' -l 'devices' -d 'Devices.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" vaults' -l 'vaults' -d 'Vaults with their permissions.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" items' -l 'items' -d 'Items in vaults.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" audit' -l 'audit' -d 'Audit events.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" usages' -l 'usages' -d 'Item usages.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" signins' -l 'signins' -d 'Sign-in attempts.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" sessions' -l 'sessions' -d 'Sessions: one for each sign-in that gets in.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" locations' -l 'locations' -d 'The gazetteer: cities with coordinates and time zones.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" scale' -l 'scale' -d 'Multiplies the size of every collection not named.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" seed' -l 'seed' -d 'Another seed is another company.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" end' -l 'end' -d 'The world\'s present: RFC 3339, a date, \'now\', or an age such as 90d. (default: the current hour)' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" days' -l 'days' -d 'How many days before the end events reach back. (default: 30)' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" failure-rate' -l 'failure-rate' -d 'Share of sign-in attempts that fail, 0 to 1.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen"' -l 'scenario' -d 'Play a labelled attack so many times (once by default), and as many near misses; \'all\' for every one.' -rfka 'all brute-force brute-force-by-ip password-spray failures-then-success mfa-fatigue impossible-travel new-ip-sign-ins new-country-sign-ins unusual-clients blocked-sign-ins firewall-reported-successes sso-changes firewall-changes account-mfa-disabled user-mfa-changes manual-invites service-accounts-created service-account-token-activity vault-access-changes self-granted-vault-access self-group-escalation new-devices recovery-events travel-mode-changes secret-extraction vault-exports item-exports export-by-new-user export-before-suspension bulk-reveal bulk-copy mass-deletion mass-sharing first-seen-items'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" labels' -l 'labels' -d 'Write what is true of each scenario as NDJSON.' -rF
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" list-scenarios' -l 'list-scenarios' -d 'Print the scenarios with their parameters as NDJSON, and nothing else.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" slice' -l 'slice' -d 'Only the I-th of N parts; all parts together are the whole, byte for byte.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" threads' -l 'threads' -d 'Threads. (default: the number of processors)' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" merge' -l 'merge' -d 'One stream by time instead of the event collections one after the other.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" extended-json' -l 'extended-json' -d 'Dates as Extended JSON v2 writes them, for mongoimport and mongosh.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" duplicates' -l 'duplicates' -d 'Share of events that come again under the same uuid, 0 to 1.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" late' -l 'late' -d 'Share of usages that come behind the others of their 64, below 1.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" sparse' -l 'sparse' -d 'Leave out some locations, coordinates and details, as real feeds do.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" api' -l 'api' -d 'Version of the events\' shape: v1, or v2 with account_uuid and actor_details.' -rfka 'v1 v2'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" pages' -l 'pages' -d 'Events as API pages of so many, a page a line.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" follow' -l 'follow' -d 'Go on from now in real time until stopped: the three streams and the sessions they open.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" rate' -l 'rate' -d 'With --follow: events a second, minute or hour. (default: 50/s)' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" count' -l 'count' -d 'With --follow: stop after so many events.' -rfka ''
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" describe' -l 'describe' -d 'Print the model (collections, fields, enumerations) as NDJSON, and nothing else.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" version' -l 'version' -d 'Show the version.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_positional "opgen" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'opgen' -n '__opgen_should_offer_completions_for_flags_or_options "opgen help" version' -l 'version' -d 'Show the version.'
