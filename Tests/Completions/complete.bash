#!/bin/bash
# Prints what bash would offer for a command line, one a line. The last word is the one being typed and may be empty.
#   complete.bash FOLDER-OF-COMPLETIONS TOOL WORD...
shopt -s extglob
folder=$1
shift
# shellcheck disable=SC1090
source "$folder/bash/$1"
# `compopt` works only while readline completes; what it would set does not change the words.
compopt() { :; }

COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_LINE=$*
COMP_POINT=${#COMP_LINE}
COMP_TYPE=9
COMP_KEY=9
function=$(complete -p "$1" | sed -E 's/.* -F ([^ ]+) .*/\1/')
"$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
