#!/usr/bin/env bash
# Makes autograder.zip, which is uploaded to Gradescope: the course with its grader, the secret seed,
# setup.sh and run_autograder.
#
#   tests/grading/ci/gradescope/make-zip.sh autograder.zip
set -euo pipefail

[ $# -eq 1 ] || {
  echo "usage: make-zip.sh autograder.zip" >&2
  exit 2
}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
zip=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/course"
git -C "$root" archive HEAD | tar -x -C "$work/course"
seed=$root/tests/grading/seed.txt
if [ ! -s "$seed" ]; then
  # The same as ./course grade makes: 128 random bits.
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$seed"
  echo >>"$seed"
fi
cp "$seed" "$work/course/tests/grading/seed.txt"
cp "$here/setup.sh" "$here/run_autograder" "$work/"
chmod +x "$work/setup.sh" "$work/run_autograder"

rm -f "$zip"
if command -v zip >/dev/null; then
  (cd "$work" && zip -qr "$zip" .)
else
  (cd "$work" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --no-manifest --file "$zip" .)
fi
echo "$zip: upload it to Gradescope as the autograder. It holds the hidden tests: keep it to yourself."
