#!/usr/bin/env -S zsh -f
# Prints what zsh would offer for a command line, one a line. The last word is the one being typed and may be empty.
#   complete.zsh FOLDER-OF-COMPLETIONS TOOL WORD...
# zsh completes only in an interactive shell: one is run on a terminal of its own, and told to print the matches it is given.
zmodload zsh/zpty
folder=$1
shift

setup=$(mktemp)
trap 'rm -f $setup' EXIT
cat >$setup <<'END'
PROMPT=
autoload -Uz compinit
compinit -u -D
bindkey '^I' complete-word
zstyle ':completion:*' list-grouped false
zstyle ':completion:*' insert-tab false
zmodload zsh/zutil
marker() { print -r -- '#matches#'; }
compprefuncs=(marker)
comppostfuncs=(marker exit)
compadd() {
  # With -O, -A or -D the caller only asks which words match.
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a matches
  builtin compadd -A matches "$@"
  local -A suffix
  zparseopts -E S:=suffix
  print -rl -- $matches
}
print -r -- '#ready#'
END

zpty shell zsh -f -i
zpty -w shell "fpath=(${(q)folder}/zsh \$fpath); source ${(q)setup}"
zpty -r shell ignored $'*#ready#\r\n*'
zpty -w -n shell "$*"$'\t'
zpty -r shell answer $'*#matches#*#matches#*'
print -r -- "$answer" | tr -d '\r' | sed -n '/#matches#$/,/^#matches#/p' | sed '/#matches#/d' | grep -v '^$'
zpty -d shell
