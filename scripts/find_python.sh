#!/usr/bin/env bash
# Print the path of a Python that can make the environment: 3.11 or newer, with venv and pip.
# usage: scripts/find_python.sh [PYTHON]      PYTHON: use this one or none
set -u

wanted=${1:-}
without_venv=

# Candidates are run rather than looked up: a version manager's shim may exist and not work.
if [ -n "$wanted" ]; then
    set -- "$wanted"
else
    set -- python3 python3.13 python3.12 python3.11 python
fi
for candidate in "$@"; do
    if ! found=$("$candidate" -c 'import sys; print(sys.executable); sys.exit(sys.version_info < (3, 11))' 2>/dev/null); then
        continue
    fi
    if "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        printf '%s\n' "$found"
        exit 0
    fi
    without_venv=$candidate
done

if [ -n "$without_venv" ]; then
    echo "briefings: $without_venv cannot make environments; install its venv module (Debian: apt-get install python3-venv)" >&2
elif [ -n "$wanted" ]; then
    echo "briefings: PYTHON=$wanted is not a working Python 3.11 or newer; name another, or leave PYTHON out" >&2
else
    echo "briefings: no working Python 3.11 or newer; install one (Debian: apt-get install python3 python3-venv) or name it: make PYTHON=/path/to/python3" >&2
fi
exit 1
