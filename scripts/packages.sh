#!/bin/sh
# Installs packages of the system with apt-get: scripts/packages.sh CALLER PACKAGE…
# Asks nothing; says what to do where it has no right to install.
set -eu
caller=$1
shift
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "$caller: no right to install packages. Ask an administrator to run: apt-get install -y $*" >&2
        exit 1
    fi
fi
{
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
} >&2
