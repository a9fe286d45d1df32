# shellcheck shell=sh disable=SC2154,SC2034,SC2015
# What the launchers share: find a JDK, see whether a jar is older than its sources, build it.
#
# A launcher sets these two before it reads this file:
#
#   home   the absolute path of the repository
#   name   how the launcher calls itself in messages
#
# and then calls find_jdk and build, in this order. .mvn/launcher.cmd is the same for Windows.
#
# Whatever goes wrong here is one sentence on standard error and exit status 2.

fail() {
  echo "$name: $1" >&2
  exit 2
}

# Sets $java and exports JAVA_HOME: what JAVA_HOME says, else the java on the PATH, else any other
# that can be found, as long as it is a JDK of at least version 17.
find_jdk() {
  found=
  if [ -n "${JAVA_HOME-}" ] && is_jdk "$JAVA_HOME"; then return; fi
  on_path=$(command -v java || true)
  if [ -n "$on_path" ] && is_jdk "$(dirname "$(dirname "$(readlink -f "$on_path")")")"; then return; fi
  mac=$(/usr/libexec/java_home -v 17+ 2>/dev/null || true)
  for candidate in "$mac" /usr/lib/jvm/*; do
    if [ -n "$candidate" ] && is_jdk "$candidate"; then return; fi
  done
  fail "a JDK 17 or newer is needed${found:+, and there is only $found}. Install one, or set JAVA_HOME to it."
}

# Whether there is a JDK in folder $1 that is new enough; if so, it becomes the one we use.
is_jdk() {
  [ -x "$1/bin/java" ] || return 1
  version=
  if [ -r "$1/release" ]; then
    # Read rather than run: java -version takes longer than all the rest of a launcher.
    while IFS='=' read -r property value; do
      [ "$property" != JAVA_VERSION ] || version=$value
    done <"$1/release"
  else
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version \("[^"]*"\).*/\1/p')
  fi
  version=${version#\"}
  major=${version%%[!0-9]*}
  if [ "${major:-0}" -lt 17 ]; then
    found="${found:+$found and }Java ${version%\"*} in $1"
  elif [ ! -x "$1/bin/javac" ]; then
    found="${found:+$found and }a Java without a compiler in $1"
  else
    java=$1/bin/java
    export JAVA_HOME="$1"
    return 0
  fi
  return 1
}

# Whether the file $1 is missing, or older than one of the files and folders that follow. A deleted
# file counts too: it leaves its folder newer.
is_stale() {
  made=$1
  shift
  [ ! -e "$made" ] || [ -n "$(find "$@" -newer "$made" -print 2>/dev/null | head -n 1)" ]
}

# Builds the jar $1 from the modules $2 (comma-separated), if it is_stale against the rest of the
# arguments. Of several launchers at once (kv export ... | kv import ...) one builds, the others wait.
build() {
  target=$1
  modules=$2
  shift 2
  is_stale "$target" "$@" || return 0
  mkdir -p "$(dirname "$target")" 2>/dev/null && [ -w "$(dirname "$target")" ] ||
    fail "it has to be built first, and $(dirname "$target") cannot be written. Make it writable, or copy the repository to where you may write."
  lock=$(dirname "$target")/$name.building
  waits=
  until (set -C && echo $$ >"$lock") 2>/dev/null; do
    [ -n "$waits" ] || echo "Waiting for another $name, which is building ..." >&2
    waits=yes
    sleep 1
    owner=$(cat "$lock" 2>/dev/null || true)
    [ -n "$owner" ] && kill -0 "$owner" 2>/dev/null || rm -f "$lock"
  done
  trap 'rm -f "$lock"' EXIT
  trap 'exit 2' HUP INT TERM
  if is_stale "$target" "$@"; then
    if [ -e "$target" ]; then why="its sources have changed"; else why="first use, about a minute"; fi
    echo "Building $name ($why) ..." >&2
    # A running program keeps the jar that it has open, and a build that ends early leaves none: half
    # a jar would look new.
    rm -f "$target"
    trap 'rm -f "$lock" "$target"' EXIT
    (cd "$home" && ./mvnw -q -pl "$modules" package -Dmaven.test.skip=true) </dev/null >&2 ||
      fail "it could not be built; the messages above say why."
    touch -r "$lock" "$target" # as old as the beginning: what was saved since is not in it
  fi
  rm -f "$lock"
  trap - EXIT HUP INT TERM
}

# Whether the archive $1 of the classes in jar $2 is missing or too old, and can be written here. One
# Java cannot read what another has written, so who did stands beside it.
archive_is_missing() {
  writer=
  [ ! -r "$1.java" ] || read -r writer <"$1.java" || true
  [ -w "${1%/*}" ] && { [ "$writer" != "$java" ] || is_stale "$1.java" "$2"; }
}

# Writes the archive $1 of the classes that Java loads when it is called with the rest of the arguments.
# What is written down once loads faster; without an archive everything works as well.
write_archive() {
  new=$1.$$
  old=$1
  shift
  # shellcheck disable=SC2086
  "$java" $flags "-XX:ArchiveClassesAtExit=$new" "$@" </dev/null >/dev/null 2>&1 || true
  { mv -f "$new" "$old" && printf '%s\n' "$java" >"$old.java"; } 2>/dev/null || rm -f "$new"
}
