#!/usr/bin/env bash
# Run by Gradescope once, when it builds the image from the uploaded zip: installs what the grader
# needs and builds it, so that a submission does not wait for that.
set -euo pipefail

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends openjdk-17-jdk-headless bubblewrap util-linux ca-certificates

autograder=${AUTOGRADER:-/autograder}
cd "$autograder/source/course"
chmod +x course mvnw
./course --version
./course grade --help >/dev/null

# A submission runs as a user of its own, and sees neither the hidden tests nor their seed.
chmod 700 "$autograder/source"
