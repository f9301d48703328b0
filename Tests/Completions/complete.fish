#!/usr/bin/env fish
# Prints what fish would offer for a command line, one a line. The last word is the one being typed and may be empty.
#   complete.fish FOLDER-OF-COMPLETIONS TOOL WORD...
source $argv[1]/fish/$argv[2].fish

# Outside a terminal fish has no cursor to tell of: it stands at the end of the word.
function commandline
    if string match --quiet --regex -- '^-[a-z]*C' $argv
        builtin commandline --current-token | string length
    else
        builtin commandline $argv
    end
end

# After a tab stands the description.
complete --do-complete "$argv[2..]" | string split --fields 1 \t
